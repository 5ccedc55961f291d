package kafkaresttest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func TestFaultAnswer(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	url := srv.AdminRESTURL() + "/admin/topics"
	srv.Inject(kafkaresttest.Fault{
		Times: 1, Status: 503, Body: `{"error_code":50301}`,
		Header: http.Header{"retry-after": {"7"}},
	})
	r := call(t, "POST", url, `{"name":"orders"}`)
	assert.Equal(t, 503, r.status)
	assert.Equal(t, `{"error_code":50301}`, r.body)
	assert.Equal(t, "application/json", r.header.Get("Content-Type"))
	assert.Equal(t, "7", r.header.Get("Retry-After"))
	call(t, "GET", url, "").ok(200).json(`[]`)

	srv.Inject(kafkaresttest.Fault{Times: 1, Status: 502, Body: "<html>", Header: http.Header{"Content-Type": {"text/html"}}})
	assert.Equal(t, "text/html", call(t, "GET", url, "").header.Get("Content-Type"))

	srv.Inject(kafkaresttest.Fault{Times: 1, Header: http.Header{"X-Total-Count": {"many"}}})
	r = call(t, "GET", url, "").ok(200)
	assert.Equal(t, "many", r.header.Get("X-Total-Count"))

	srv.Inject(kafkaresttest.Fault{Times: 1, Status: 204})
	assert.Equal(t, 204, call(t, "GET", url, "").status)
}

func TestFaultMatching(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	seedTopics(t, srv, 1, "orders")
	status := func(method, path string) int { return call(t, method, srv.AdminRESTURL()+path, "").status }
	for _, c := range []struct {
		fault        kafkaresttest.Fault
		method, path string
		hit          bool
	}{
		{kafkaresttest.Fault{}, "GET", "/alive", true},
		{kafkaresttest.Fault{API: kafkaresttest.AdminREST}, "GET", "/alive", true},
		{kafkaresttest.Fault{API: kafkaresttest.Connect}, "GET", "/alive", false},
		{kafkaresttest.Fault{Method: "GET"}, "GET", "/alive", true},
		{kafkaresttest.Fault{Method: "POST"}, "GET", "/alive", false},
		{kafkaresttest.Fault{Path: "/alive"}, "GET", "/alive", true},
		{kafkaresttest.Fault{Path: "/admin/*"}, "GET", "/admin/topics", true},
		{kafkaresttest.Fault{Path: "/admin/*"}, "GET", "/admin/topics/orders", false},
		{kafkaresttest.Fault{Path: "/admin/topics/a%2Fb"}, "GET", "/admin/topics/a%2Fb", true},
		{kafkaresttest.Fault{Path: "/admin/topics/*"}, "GET", "/admin/topics/a%2Fb", true},
	} {
		c.fault.Status = 599
		remove := srv.Inject(c.fault)
		assert.Equal(t, c.hit, status(c.method, c.path) == 599, "%+v", c)
		remove()
		remove()
		assert.NotEqual(t, 599, status(c.method, c.path))
	}
}

func TestFaultCounting(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	statuses := func(n int) (got []int) {
		for range n {
			got = append(got, call(t, "GET", srv.AdminRESTURL()+"/alive", "").status)
		}
		return got
	}
	srv.Inject(kafkaresttest.Fault{Path: "/alive", Status: 500, Times: 1})
	srv.Inject(kafkaresttest.Fault{Path: "/alive", Status: 501, Times: 2, After: 1})
	srv.Inject(kafkaresttest.Fault{Path: "/alive", Status: 502, Times: 1})
	call(t, "GET", srv.AdminRESTURL()+"/admin/status", "").ok(200)
	assert.Equal(t, []int{500, 502, 501, 501, 200}, statuses(5))

	remove := srv.Inject(kafkaresttest.Fault{Status: 503})
	assert.Equal(t, []int{503, 503, 503}, statuses(3))
	remove()
	assert.Equal(t, []int{200}, statuses(1))

	srv.Inject(kafkaresttest.Fault{Status: 503})
	require.NoError(t, srv.Reset())
	assert.Equal(t, []int{200}, statuses(1))
}

func TestFaultCut(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	url := srv.AdminRESTURL() + "/admin/topics"
	srv.Inject(kafkaresttest.Fault{Method: "POST", Cut: true, Times: 1})
	_, err := httpClient.Do(newRequest(t, "POST", url, `{"name":"orders"}`))
	require.ErrorIs(t, err, syscall.ECONNRESET)
	call(t, "GET", url, "").ok(200).json(`[]`)

	log := srv.Requests()
	assert.Equal(t, 0, log[0].Status)
	assert.Equal(t, 200, log[1].Status)
}

func TestFaultCutAfter(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	url := srv.AdminRESTURL() + "/admin/status"
	whole := `{"status":"available"}`
	for _, f := range []kafkaresttest.Fault{
		{CutAfter: 5},
		{CutAfter: 5, Status: 200, Body: whole},
		{CutAfter: 5, Throttle: 100},
		{CutAfter: 5, AfterHandling: true},
	} {
		f.Times = 1
		srv.Inject(f)
		resp, err := httpClient.Do(newRequest(t, "GET", url, ""))
		require.NoError(t, err)
		assert.Equal(t, 200, resp.StatusCode)
		body, err := io.ReadAll(resp.Body)
		assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
		assert.Equal(t, whole[:5], string(body))
		resp.Body.Close()
	}
	srv.Inject(kafkaresttest.Fault{CutAfter: len(whole)})
	call(t, "GET", url, "").ok(200).json(whole)
}

func TestFaultDelay(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	srv.Inject(kafkaresttest.Fault{Delay: 100 * time.Millisecond})
	start := time.Now()
	call(t, "GET", srv.AdminRESTURL()+"/admin/topics", "").ok(200)
	assert.GreaterOrEqual(t, time.Since(start), 100*time.Millisecond)
}

func TestFaultThrottle(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	body := strings.Repeat("x", 100)
	srv.Inject(kafkaresttest.Fault{Throttle: 500, Status: 200, Body: body})
	start := time.Now()
	assert.Equal(t, body, call(t, "GET", srv.AdminRESTURL()+"/alive", "").body)
	assert.GreaterOrEqual(t, time.Since(start), 200*time.Millisecond)
}

func TestFaultAfterHandling(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	url := srv.AdminRESTURL() + "/admin/topics"

	srv.Inject(kafkaresttest.Fault{Method: "POST", AfterHandling: true, Status: 504, Times: 1})
	assert.Equal(t, 504, call(t, "POST", url, `{"name":"answered"}`).status)
	call(t, "GET", url+"/answered", "").ok(200)

	srv.Inject(kafkaresttest.Fault{Method: "POST", AfterHandling: true, Cut: true, Times: 1})
	_, err := httpClient.Do(newRequest(t, "POST", url, `{"name":"cut"}`))
	require.Error(t, err)
	call(t, "GET", url+"/cut", "").ok(200)

	srv.Inject(kafkaresttest.Fault{Method: "POST", AfterHandling: true, Delay: time.Hour, Times: 1})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		assert.Eventually(t, func() bool { return call(t, "GET", url+"/delayed", "").status == 200 }, 10*time.Second, 10*time.Millisecond)
		cancel()
	}()
	_, err = httpClient.Do(newRequest(t, "POST", url, `{"name":"delayed"}`).WithContext(ctx))
	require.ErrorIs(t, err, context.Canceled)

	srv.Inject(kafkaresttest.Fault{Method: "POST", AfterHandling: true, Times: 2})
	call(t, "POST", url, `{"name":"own"}`).ok(202)
	call(t, "POST", url, `{"name":"own"}`).failed(422, 42236)
}

// TestFaultWaitsForNobody has faults that would last for an hour.
func TestFaultWaitsForNobody(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]kafkaresttest.Fault{
		"delay":    {Delay: time.Hour},
		"throttle": {Throttle: 1, Status: 200, Body: strings.Repeat("x", 3600)},
	} {
		for _, body := range []string{"", `{"name":"orders"}`} {
			t.Run(name+" client goes "+body, func(t *testing.T) {
				t.Parallel()
				srv := kafkaresttest.Start(t)
				srv.Inject(f)
				done := make(chan struct{})
				handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					defer close(done)
					srv.AdminRESTHandler().ServeHTTP(w, r)
				})
				front := httptest.NewServer(handler)
				defer front.Close()
				ctx, cancel := context.WithCancel(t.Context())
				go func() {
					assert.Eventually(t, func() bool { return len(srv.Requests()) == 1 }, 10*time.Second, time.Millisecond)
					cancel()
				}()
				resp, err := httpClient.Do(newRequest(t, "POST", front.URL+"/admin/topics", body).WithContext(ctx))
				if err == nil { // the throttled answer has begun
					_, err = io.ReadAll(resp.Body)
					resp.Body.Close()
				}
				require.ErrorIs(t, err, context.Canceled)
				select {
				case <-done:
				case <-time.After(10 * time.Second):
					t.Error("the fault waits on for a client that has gone")
				}
			})
		}
		t.Run(name+" server closes", func(t *testing.T) {
			t.Parallel()
			srv := kafkaresttest.Start(t)
			srv.Inject(f)
			failed := make(chan error, 1)
			req := newRequest(t, "GET", srv.AdminRESTURL()+"/alive", "")
			go func() {
				resp, err := httpClient.Do(req)
				if err == nil {
					_, err = io.ReadAll(resp.Body)
					resp.Body.Close()
				}
				failed <- err
			}()
			require.Eventually(t, func() bool { return len(srv.Requests()) == 1 }, 10*time.Second, time.Millisecond)
			srv.Close()
			assert.Error(t, <-failed)
		})
	}
}

// TestFaultThroughHandler has no connection that could be reset.
func TestFaultThroughHandler(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	srv.Inject(kafkaresttest.Fault{Cut: true})
	defer func() {
		err, _ := recover().(error)
		assert.True(t, errors.Is(err, http.ErrAbortHandler))
	}()
	srv.AdminRESTHandler().ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/alive", nil))
}

func TestInjectPanicsOnNonsense(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	for _, f := range []kafkaresttest.Fault{
		{API: "bogus"}, {Method: "get"}, {Path: "["}, {After: -1}, {Times: -1}, {Delay: -1}, {CutAfter: -1}, {Throttle: -1},
		{Status: 100}, {Status: 600}, {Body: "x"}, {Cut: true, Status: 500}, {Cut: true, CutAfter: 1},
	} {
		if f.Status == 0 && !f.Cut {
			f.AfterHandling = true // so that only what is wrong is wrong
		}
		assert.Panics(t, func() { srv.Inject(f) }, "%+v", f)
	}
	assertPanics(t, "nothing happens to the requests", func() {
		srv.Inject(kafkaresttest.Fault{API: kafkaresttest.Connect, Method: "GET", Path: "/", After: 1, Times: 1})
	})
}

// assertPanics wants a panic with a text in it.
func assertPanics(t *testing.T, text string, f func()) {
	t.Helper()
	defer func() { assert.Contains(t, fmt.Sprint(recover()), text) }()
	f()
}
