package kafkaresttest

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

type instanceKey struct{ group, name string }

// instances are the consumers of the proxy. The zero value has none.
type instances struct {
	mu      sync.Mutex
	all     map[instanceKey]*consumerInstance
	closing map[*consumerInstance]bool
	// sessions end those of members that are dead.
	sessions []*time.Timer
}

// add has an instance end when nobody asks for it during the time given. It
// reports false when the name is taken.
func (s *instances) add(c *consumerInstance, timeout time.Duration) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all[c.key] != nil {
		return false
	}
	if s.all == nil {
		s.all, s.closing = make(map[instanceKey]*consumerInstance), make(map[*consumerInstance]bool)
	}
	s.all[c.key] = c
	c.expiry = time.AfterFunc(timeout, func() { s.remove(c.key, c, true) })
	return true
}

// find returns an instance, which is not idle then.
func (s *instances) find(key instanceKey, timeout time.Duration) *consumerInstance {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.all[key]
	if c != nil {
		c.expiry.Reset(timeout)
	}
	return c
}

// remove ends an instance, as long as it is this one if one is given, and
// reports whether there was any. It returns when the instance is closed.
func (s *instances) remove(key instanceKey, only *consumerInstance, farewell bool) bool {
	s.mu.Lock()
	c := s.all[key]
	if c == nil || only != nil && c != only {
		s.mu.Unlock()
		return false
	}
	delete(s.all, key)
	s.closing[c] = true
	s.mu.Unlock()

	endSession := c.close(farewell)

	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.closing, c)
	if endSession != nil {
		s.sessions = append(s.sessions, time.AfterFunc(c.session, endSession))
	}
	return true
}

func (s *instances) keys() []instanceKey {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.SortedFunc(maps.Keys(s.all), func(x, y instanceKey) int {
		return cmp.Or(strings.Compare(x.group, y.group), strings.Compare(x.name, y.name))
	})
}

// clear ends all instances, and waits for those that end already.
func (s *instances) clear() {
	var all sync.WaitGroup
	for _, key := range s.keys() {
		all.Go(func() { s.remove(key, nil, true) })
	}
	all.Wait()
	s.mu.Lock()
	closing := slices.Collect(maps.Keys(s.closing))
	for _, session := range s.sessions {
		session.Stop()
	}
	s.sessions = nil
	s.mu.Unlock()
	for _, c := range closing {
		<-c.done
	}
}

// onInstance makes a handler of an operation on the instance that the path
// names.
func (p *restProxyV2) onInstance(media v2Media, run func(*consumerInstance, *v2Request) (any, error)) http.HandlerFunc {
	return p.operation(media, func(r *v2Request) (any, error) {
		c, err := p.findInstance(r)
		if err != nil {
			return nil, err
		}
		return run(c, r)
	})
}

var (
	noInstance  = restProxyError{status: http.StatusNotFound, code: 40403, message: "Consumer instance not found."}
	wrongFormat = restProxyError{status: http.StatusNotAcceptable, code: 40601,
		message: "The requested embedded data format does not match the deserializer for this consumer instance"}
)

func keyOf(r *v2Request) instanceKey {
	return instanceKey{r.PathValue("group"), r.PathValue("instance")}
}

func (p *restProxyV2) findInstance(r *v2Request) (*consumerInstance, error) {
	c := p.instances.find(keyOf(r), p.options.InstanceTimeout)
	if c == nil {
		return nil, noInstance
	}
	return c, nil
}

func (p *restProxyV2) deleteInstance(r *v2Request) (any, error) {
	if !p.instances.remove(keyOf(r), nil, true) {
		return nil, noInstance
	}
	return nil, nil
}
