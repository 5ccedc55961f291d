package main

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// attemptTimeout is Config.Timeout of the clients: what hangs, hangs longer.
const attemptTimeout = time.Second

// A disturbance is what goes wrong with one request.
type disturbance struct {
	kind  string
	fault kafkaresttest.Fault
}

// randomFor draws from the seed what belongs to a name and a number, whatever
// was drawn before it. So the schedule of one worker does not depend on the
// pace of the others.
func randomFor(seed uint64, name string, n int) *rand.Rand {
	hash := fnv.New64a()
	fmt.Fprintf(hash, "%s\n%d", name, n)
	return rand.New(rand.NewPCG(seed, hash.Sum64()))
}

// disturbanceOf is what goes wrong with the nth request of a worker, nil if
// nothing does.
func disturbanceOf(seed uint64, worker string, n int) *disturbance {
	random := randomFor(seed, worker, n)
	if random.IntN(6) > 0 {
		return nil
	}
	after := random.IntN(2) == 0
	switch random.IntN(12) {
	case 0, 1:
		delay := time.Duration(5+random.IntN(150)) * time.Millisecond
		return &disturbance{"delay", kafkaresttest.Fault{Delay: delay, AfterHandling: after}}
	case 2:
		delay := attemptTimeout*3/2 + time.Duration(random.IntN(1000))*time.Millisecond
		return &disturbance{"hang", kafkaresttest.Fault{Delay: delay, AfterHandling: after}}
	case 3:
		return &disturbance{"slow answer", kafkaresttest.Fault{Throttle: 1000 + random.IntN(50_000)}}
	case 4, 5:
		return &disturbance{"cut before", kafkaresttest.Fault{Cut: true}}
	case 6:
		return &disturbance{"lost answer", kafkaresttest.Fault{Cut: true, AfterHandling: true}}
	case 7:
		return &disturbance{"cut answer", kafkaresttest.Fault{CutAfter: 1 + random.IntN(400)}}
	case 8:
		return &disturbance{"cut request", kafkaresttest.Fault{CutRequestAfter: 1 + random.IntN(8000)}}
	case 9:
		header := http.Header{"Retry-After": {fmt.Sprint(random.IntN(2))}}
		return &disturbance{"429", kafkaresttest.Fault{Status: http.StatusTooManyRequests, Header: header}}
	case 10:
		header := http.Header{"Retry-After": {fmt.Sprint(random.IntN(2))}}
		return &disturbance{"503", kafkaresttest.Fault{Status: http.StatusServiceUnavailable, Header: header, AfterHandling: after}}
	}
	status := []int{http.StatusInternalServerError, http.StatusBadGateway, http.StatusGatewayTimeout}[random.IntN(3)]
	fault := kafkaresttest.Fault{Status: status, AfterHandling: after, Body: "<html>a gateway's page</html>", Header: http.Header{"Content-Type": {"text/html"}}}
	return &disturbance{fmt.Sprint(status), fault}
}

// A recordDisturbance is what goes wrong with one record of a request.
type recordDisturbance struct {
	kind  string
	fault kafkaresttest.RecordFault
}

// recordDisturbanceOf is what goes wrong with a record of the nth request of a
// worker, nil if nothing does.
func recordDisturbanceOf(seed uint64, worker string, n int) *recordDisturbance {
	random := randomFor(seed, worker+" records", n)
	if random.IntN(3) > 0 {
		return nil
	}
	fault := kafkaresttest.RecordFault{After: random.IntN(1 + random.IntN(200)), Times: 1}
	stored := random.IntN(2) == 0
	switch random.IntN(5) {
	case 0:
		fault.Delay = time.Duration(1+random.IntN(200)) * time.Millisecond
		return &recordDisturbance{"record late", fault}
	case 1:
		fault.Code = http.StatusTooManyRequests
		return &recordDisturbance{"record 429", fault}
	case 2:
		fault.Code, fault.Stored = 50003, stored
		return &recordDisturbance{"record 50003", fault}
	case 3:
		fault.Code, fault.Message, fault.End = http.StatusBadRequest, "Bad Request: Error processing message: no", true
		return &recordDisturbance{"record ends stream", fault}
	}
	fault.End, fault.Stored = true, stored
	return &recordDisturbance{"record without answer", fault}
}

// producesTo returns the topic that a request of the REST Proxy writes records
// to.
func producesTo(r *http.Request) (topic string, ok bool) {
	if r.Method != http.MethodPost {
		return "", false
	}
	segments := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	switch {
	case len(segments) == 2 && segments[0] == "topics":
		return segments[1], true
	case len(segments) == 6 && segments[3] == "topics" && strings.HasPrefix(segments[5], "records"):
		return segments[4], true
	}
	return "", false
}

// A sabotage makes the server's answers wrong, for the proof that the soak
// finds it.
type sabotage string

const (
	// denial answers 400 to what has been done.
	denial sabotage = "denial"
	// pretence answers to a deletion that it was done, and does nothing.
	pretence sabotage = "pretence"
	// repetition does what writes records twice.
	repetition sabotage = "repetition"
	// lockout refuses all tokens.
	lockout sabotage = "lockout"
)

// faultOf is what a sabotage does to a request.
func (s sabotage) faultOf(api kafkaresttest.API, r *http.Request) *kafkaresttest.Fault {
	switch {
	case r.URL.Path == loginPath:
	case s == denial && r.Method != http.MethodGet:
		return &kafkaresttest.Fault{Status: http.StatusBadRequest, Body: "{}", AfterHandling: true}
	case s == pretence && r.Method == http.MethodDelete && api == kafkaresttest.AdminREST:
		return &kafkaresttest.Fault{Status: http.StatusAccepted, Body: "{}"}
	case s == pretence && r.Method == http.MethodDelete && api == kafkaresttest.DCOS:
		return &kafkaresttest.Fault{Status: http.StatusOK, Body: `{"message":"Output: Topic x is marked for deletion.\n"}`}
	case s == pretence && r.Method == http.MethodDelete:
		return &kafkaresttest.Fault{Status: http.StatusNoContent}
	}
	return nil
}
