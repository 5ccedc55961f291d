package kafkaresttest

import (
	"context"
	"sync"
	"time"
)

// deletions are the topics whose deletion was accepted, but waits.
type deletions struct {
	mu      sync.Mutex
	pending map[string]*pendingDeletion
}

type pendingDeletion struct {
	cancel context.CancelFunc
	done   chan struct{}
}

// after calls remove for a topic after a delay, unless that is going to happen
// already.
func (d *deletions) after(delay time.Duration, topic string, remove func(context.Context, string)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, already := d.pending[topic]; already {
		return
	}
	if d.pending == nil {
		d.pending = make(map[string]*pendingDeletion)
	}
	ctx, cancel := context.WithCancel(context.Background())
	p := &pendingDeletion{cancel: cancel, done: make(chan struct{})}
	d.pending[topic] = p
	go func() {
		defer close(p.done)
		defer cancel()
		if sleep(ctx, delay) {
			remove(ctx, topic)
			d.forget(topic, p)
		}
	}()
}

// isPending says whether a topic waits for its deletion.
func (d *deletions) isPending(topic string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	_, pending := d.pending[topic]
	return pending
}

func (d *deletions) forget(topic string, p *pendingDeletion) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.pending[topic] == p {
		delete(d.pending, topic)
	}
}

// stop gives up what is pending and returns when none of it runs.
func (d *deletions) stop() {
	d.mu.Lock()
	stopped := d.pending
	d.pending = nil
	d.mu.Unlock()
	for _, p := range stopped {
		p.cancel()
		<-p.done
	}
}
