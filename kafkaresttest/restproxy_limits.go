package kafkaresttest

import (
	"sync"
	"time"
)

// limiter lets so much through in a second, with what a second has saved up. As
// with the proxy's own, what is asked for at once passes or fails whole: a
// large amount passes when anything is left, and those after it pay.
type limiter struct {
	rate float64 // 0: no limit

	mu        sync.Mutex
	available float64
	updated   time.Time
}

func (l *limiter) allow(amount int) bool {
	if l.rate == 0 {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if l.updated.IsZero() {
		l.available = l.rate
	} else {
		l.available = min(l.rate, l.available+l.rate*now.Sub(l.updated).Seconds())
	}
	l.updated = now
	if l.available <= 0 {
		return false
	}
	l.available -= float64(amount)
	return true
}
