package kafkaresttest_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

const (
	legacy       = kafkaresttest.DCOSProfileL
	transitional = kafkaresttest.DCOSProfileT
	sdk          = kafkaresttest.DCOSProfileK
)

// startDCOS runs a cluster whose plans move by StepDCOS alone, and returns the URL
// of the scheduler.
func startDCOS(t *testing.T, opts kafkaresttest.DCOSOptions) (*kafkaresttest.Server, string) {
	t.Helper()
	opts.Manual = true
	srv := kafkaresttest.Start(t, kafkaresttest.Options{DCOS: opts})
	service := opts.Service
	if service == "" {
		service = "kafka"
	}
	return srv, srv.DCOSURL() + "/service/" + service
}

// bare wants an error without a body.
func (r reply) bare(status int) {
	r.t.Helper()
	require.Equal(r.t, status, r.status, r.body)
	assert.Empty(r.t, r.body)
}

// page wants an error with a page of HTML.
func (r reply) page(status int) {
	r.t.Helper()
	require.Equal(r.t, status, r.status, r.body)
	assert.True(r.t, strings.HasPrefix(r.header.Get("Content-Type"), "text/html"), r.header)
	assert.Contains(r.t, r.body, "<html>")
}

// text wants a plain text.
func (r reply) text(status int, want string) {
	r.t.Helper()
	require.Equal(r.t, status, r.status, r.body)
	assert.Equal(r.t, "text/plain", r.header.Get("Content-Type"))
	assert.Equal(r.t, want, r.body)
}

// message returns the message of a topic command or a command on a plan.
func (r reply) message(status int) string {
	r.t.Helper()
	require.Equal(r.t, status, r.status, r.body)
	result := decode[map[string]string](r)
	assert.Len(r.t, result, 1)
	return result["message"]
}

// Which release has which operation.
func TestDCOSOperations(t *testing.T) {
	t.Parallel()
	const id = "00000000-0000-4000-8000-000000000000"
	releases := []kafkaresttest.DCOSOptions{
		{Profile: legacy, Release: "1.1.5"}, {Profile: legacy, Release: "1.1.9"}, {Profile: legacy, Release: "1.1.11"},
		{Profile: legacy, Release: "1.1.13"}, {Profile: legacy}, {Profile: transitional}, {Profile: sdk, Release: "0.13"},
		{Profile: sdk}, {Profile: sdk, Release: "0.20.1"}, {Profile: sdk, Release: "0.40"}, {Profile: sdk, Release: "0.57.3"},
	}
	// One column for each release: a dot where there is no such path.
	table := map[string]string{
		"GET /v1/connection":                                      "200 200 200 200 200 200 .   .   .   .   .",
		"GET /v1/connection/address":                              "200 200 200 200 200 200 .   .   .   .   .",
		"GET /v1/connection/dns":                                  "200 200 200 200 200 200 .   .   .   .   .",
		"GET /v1/endpoints":                                       ".   .   .   .   .   .   200 200 200 200 200",
		"GET /v1/endpoints/broker":                                ".   .   .   .   .   .   200 200 200 200 200",
		"GET /v1/brokers":                                         "200 200 200 200 200 200 200 200 200 200 200",
		"GET /v1/brokers/0":                                       "405 405 200 200 200 200 200 200 200 200 200",
		"PUT /v1/brokers/0":                                       "200 200 200 200 200 200 405 405 405 405 405",
		"GET /v1/topics":                                          "200 200 200 200 200 200 200 200 200 200 200",
		"POST /v1/topics?partitions=1&replication=1":              "200 200 200 200 200 200 405 405 405 405 405",
		"POST /v1/topics/t":                                       "405 405 405 405 405 405 405 405 405 405 405",
		"PUT /v1/topics/new?partitions=1&replication=1":           "200 200 200 200 200 200 200 200 200 200 200",
		"PUT /v1/topics/t?operation=partitions&partitions=5":      "200 200 200 200 200 200 500 500 500 500 500",
		"PUT /v1/topics/t/operation/partitions?partitions=5":      ".   .   .   .   .   .   200 200 200 200 200",
		"PUT /v1/topics/t/operation/producer-test?messages=1":     ".   .   .   .   .   .   200 200 200 200 200",
		"PUT /v1/topics/t/operation/producer-test-tls?messages=1": ".   .   .   .   .   .   .   .   .   200 200",
		"GET /v1/topics/under_replicated_partitions":              "200 200 200 200 200 200 200 200 200 200 200",
		"GET /v1/topics/unavailable_partitions":                   "200 200 200 200 200 200 200 200 200 200 200",
		"GET /v1/state/frameworkId":                               "200 200 200 200 200 200 200 200 200 200 200",
		"GET /v1/state/properties":                                ".   200 200 200 200 200 200 200 200 200 200",
		"GET /v1/state/properties/suppressed":                     ".   204 204 200 200 200 200 200 200 404 404",
		"GET /v1/state/properties/nonsense":                       ".   204 204 500 500 500 404 404 404 404 404",
		"PUT /v1/state/refresh":                                   ".   .   .   .   .   .   200 200 200 200 200",
		"GET /v1/configurations":                                  "200 200 200 200 200 200 200 200 200 200 200",
		"GET /v1/configurations/target":                           "200 200 200 200 200 200 200 200 200 200 200",
		"GET /v1/configurations/targetId":                         "200 200 200 200 200 200 200 200 200 200 200",
		"GET /v1/configurations/" + id:                            "500 500 500 500 500 500 404 404 404 404 404",
		"GET /v1/configurations/nonsense":                         "500 500 500 500 500 500 400 400 400 400 400",
		"GET /v1/plan":                                            "200 200 200 200 200 200 200 200 200 200 200",
		"GET /v1/plan/status":                                     "200 200 200 200 200 .   .   .   .   .   .",
		"GET /v1/plan/continue":                                   "405 405 405 405 405 405 405 405 405 405 405",
		"POST /v1/plan/continue":                                  "200 200 200 200 200 200 200 200 208 208 208",
		"POST /v1/plan/interrupt":                                 "200 200 200 200 200 200 200 200 208 208 208",
		"POST /v1/plan/forceComplete":                             "500 500 500 500 500 500 500 500 500 500 208",
		"POST /v1/plan/restart":                                   "500 500 500 500 500 500 200 200 200 200 200",
		"POST /v1/continue":                                       ".   .   .   .   .   200 .   .   .   .   .",
		"POST /v1/interrupt":                                      ".   .   .   .   .   200 .   .   .   .   .",
		"GET /v1/plans":                                           ".   .   .   .   .   200 200 200 200 200 200",
		"GET /v1/plans/recovery":                                  ".   .   .   .   .   200 200 200 200 200 200",
		"POST /v1/plans/recovery/stop":                            ".   .   .   .   .   .   200 200 200 200 200",
		"GET /v1/pods":                                            ".   .   .   .   .   .   200 200 .   .   .",
		"GET /v1/pods/status":                                     ".   .   .   .   .   .   200 200 .   .   .",
		"GET /v1/pod/kafka-0/status":                              ".   .   .   .   .   .   .   .   200 200 200",
		"GET /v1/pod/kafka-0/info":                                ".   .   .   .   .   .   .   .   200 200 200",
		"GET /v1/pod/kafka-0/restart":                             ".   .   .   .   .   .   .   .   405 405 405",
		"POST /v1/pod/kafka-0/pause":                              ".   .   .   .   .   .   .   .   .   200 200",
		"POST /v1/pod/kafka-0/resume":                             ".   .   .   .   .   .   .   .   .   200 200",
		"GET /v1/tasks":                                           ".   .   .   .   200 200 200 200 .   .   .",
		"GET /v1/state/tasks":                                     "200 200 200 200 .   .   .   .   .   .   .",
		"GET /v1/tasks/connection/nonsense":                       ".   .   .   .   404 404 404 404 .   .   .",
		"GET /v1/tasks/info/nonsense":                             ".   .   .   .   500 500 500 500 .   .   .",
		"POST /v1/tasks/restart/nonsense":                         ".   .   .   .   404 404 404 404 .   .   .",
		"GET /v1/recovery":                                        ".   .   .   200 200 .   .   .   .   .   .",
		"GET /admin/healthcheck":                                  "200 200 200 200 .   .   .   .   .   .   .",
		"GET /v1/health":                                          ".   .   .   .   .   .   .   .   .   200 200",
		"GET /v1/metrics":                                         ".   .   .   .   .   .   .   .   .   200 200",
		"GET /v1/metrics/prometheus":                              ".   .   .   .   .   .   .   .   .   200 200",
		"GET /v1/debug/offers":                                    ".   .   .   .   .   .   .   .   .   200 200",
		"GET /v1/artifacts/template/" + id + "/kafka/broker/server-properties": ".   .   .   .   .   .   404 404 404 404 404",
		"GET /v1/artifacts/template/x/kafka/broker/server-properties":          ".   .   .   .   .   .   400 400 400 400 400",
		"GET /v1/nonsense": ".   .   .   .   .   .   .   .   .   .   .",
		"GET /nonsense":    ".   .   .   .   .   .   .   .   .   .   .",
		"GET /v1/brokers/": "200 200 200 200 200 200 200 200 200 200 200",
	}
	for column, release := range releases {
		t.Run(fmt.Sprintf("%s %s", release.Profile, release.Release), func(t *testing.T) {
			t.Parallel()
			_, url := startDCOS(t, release)
			operations := slices.Sorted(func(yield func(string) bool) {
				for operation := range table {
					if !yield(operation) {
						return
					}
				}
			})
			for _, operation := range operations {
				cells := strings.Fields(table[operation])
				require.Len(t, cells, len(releases), operation)
				want := cells[column]
				if want == "." {
					want = "404"
				}
				method, path, _ := strings.Cut(operation, " ")
				r := call(t, method, url+path, "")
				assert.Equal(t, want, fmt.Sprint(r.status), "%s: %s", operation, r.body)
				if r.status == http.StatusMethodNotAllowed {
					assert.Contains(t, r.header.Get("Allow"), "OPTIONS", operation)
				}
			}
		})
	}
}

func TestDCOSPlatform(t *testing.T) {
	t.Parallel()
	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Service: "prod/kafka.1"})
	call(t, "GET", url+"/v1/brokers", "").ok(200).json(`["0","1","2"]`)
	call(t, "GET", srv.DCOSURL()+"/service/kafka/v1/brokers", "").page(404)
	call(t, "GET", srv.DCOSURL()+"/v1/brokers", "").page(404)
	call(t, "GET", srv.DCOSURL(), "").page(404)
	older, _ := startDCOS(t, kafkaresttest.DCOSOptions{UnknownServiceStatus: 500})
	call(t, "GET", older.DCOSURL()+"/service/other/v1/brokers", "").page(500)
	call(t, "GET", srv.DCOSURL()+"/ca/dcos-ca.crt", "").page(404)
	call(t, "GET", srv.DCOSURL()+"/acs/api/v1/auth/login", "").bare(405)

	r := call(t, "GET", url+"/v1/endpoints/broker", "")
	assert.Contains(t, r.body, "kafka-0-broker.prodkafka-1.autoip.dcos.thisdcos.directory:")
	assert.Contains(t, r.body, "broker.prodkafka.1.l4lb.thisdcos.directory:9092")
	call(t, "GET", url+"/v1/endpoints/zookeeper", "").text(200, "master.mesos:2181/dcos-service-prod__kafka.1")
}

func TestDCOSFraming(t *testing.T) {
	t.Parallel()
	t.Run("HEAD and OPTIONS", func(t *testing.T) {
		t.Parallel()
		_, url := startDCOS(t, kafkaresttest.DCOSOptions{})
		call(t, "HEAD", url+"/v1/brokers", "").bare(200)
		r := call(t, "OPTIONS", url+"/v1/topics/orders", "")
		r.bare(200)
		assert.Equal(t, "DELETE,GET,PUT,OPTIONS", r.header.Get("Allow"))
	})
	t.Run("media type", func(t *testing.T) {
		t.Parallel()
		for _, profile := range []kafkaresttest.DCOSProfile{legacy, transitional} {
			_, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: profile})
			call(t, "POST", url+"/v1/plan/continue", "", "Content-Type: application/x-www-form-urlencoded").bare(415)
			call(t, "POST", url+"/v1/plan/continue", "", "Content-Type: application/json").message(200)
			call(t, "POST", url+"/v1/topics?name=t&partitions=1&replication=1", "", "Content-Type: text/plain").message(200)
		}
		_, url := startDCOS(t, kafkaresttest.DCOSOptions{})
		call(t, "POST", url+"/v1/plan/continue", "", "Content-Type: application/x-www-form-urlencoded").message(200)
	})
	t.Run("errors", func(t *testing.T) {
		t.Parallel()
		_, url := startDCOS(t, kafkaresttest.DCOSOptions{})
		call(t, "GET", url+"/v1/topics/none", "").bare(500)
		_, url = startDCOS(t, kafkaresttest.DCOSOptions{HTMLErrors: true, Profile: legacy})
		call(t, "GET", url+"/v1/topics/none", "").page(500)
		_, url = startDCOS(t, kafkaresttest.DCOSOptions{Release: "0.31"})
		r := call(t, "GET", url+"/v1/topics/none", "")
		r.page(500)
		assert.Contains(t, r.body, "Request failed.")
		call(t, "GET", url+"/v1/none", "").page(404)
	})
	t.Run("JSON", func(t *testing.T) {
		t.Parallel()
		_, url := startDCOS(t, kafkaresttest.DCOSOptions{})
		assert.Equal(t, "[\n  \"0\",\n  \"1\",\n  \"2\"\n]", call(t, "GET", url+"/v1/brokers", "").ok(200).body)
		_, url = startDCOS(t, kafkaresttest.DCOSOptions{Profile: transitional})
		assert.Equal(t, `["0","1","2"]`, call(t, "GET", url+"/v1/brokers", "").ok(200).body)
		_, url = startDCOS(t, kafkaresttest.DCOSOptions{Profile: legacy, Release: "1.1.9"})
		assert.Equal(t, `{"brokers":["0","1","2"]}`, call(t, "GET", url+"/v1/brokers", "").ok(200).body)
	})
	t.Run("escaping", func(t *testing.T) {
		t.Parallel()
		srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: legacy})
		seedTopics(t, srv, 1, "orders")
		for _, path := range []string{"/v1/topics/orders%2Foffsets?time=-1", "/v1/topics%2Forders", "/v1/topics/%2E%2E", "/v1/topics/o%20rders"} {
			assert.Contains(t, []int{404, 500}, call(t, "GET", url+path, "").status, path)
		}
		call(t, "GET", url+"/v1/topics/%6Frders", "").ok(200)
	})
}

func TestDCOSConnection(t *testing.T) {
	t.Parallel()
	type connection struct {
		Address, DNS, VIPs []string
		VIP, Zookeeper     string
	}
	for _, opts := range []kafkaresttest.DCOSOptions{{Profile: legacy}, {Profile: transitional}} {
		srv, url := startDCOS(t, opts)
		c := decode[connection](call(t, "GET", url+"/v1/connection", "").ok(200))
		assert.ElementsMatch(t, srv.Brokers(), c.Address)
		require.Len(t, c.DNS, 3)
		for i, name := range c.DNS {
			_, port, _ := strings.Cut(c.Address[i], ":")
			assert.Equal(t, fmt.Sprintf("broker-%d.kafka.mesos:%s", i, port), name)
		}
		assert.Equal(t, "broker.kafka.l4lb.thisdcos.directory:9092", c.VIP)
		assert.Equal(t, "master.mesos:2181/dcos-service-kafka", c.Zookeeper)
		assert.Empty(t, c.VIPs)

		address := decode[map[string][]string](call(t, "GET", url+"/v1/connection/address", "").ok(200))
		assert.Equal(t, map[string][]string{"address": c.Address}, address)
		dns := decode[map[string][]string](call(t, "GET", url+"/v1/connection/dns", "").ok(200))
		assert.Equal(t, map[string][]string{"dns": c.DNS}, dns)

		require.NoError(t, srv.StopDCOSBroker(1))
		c = decode[connection](call(t, "GET", url+"/v1/connection", "").ok(200))
		assert.Len(t, c.Address, 2)
		assert.NotContains(t, strings.Join(c.DNS, " "), "broker-1.")
	}
	_, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: legacy, Release: "1.1.7"})
	assert.NotContains(t, call(t, "GET", url+"/v1/connection", "").body, "vip")

	for release, dns := range map[string]string{"0.14": "kafka-0-broker.kafka.mesos", "0.17": "kafka-0-broker.kafka.mesos",
		"0.18": "kafka-0-broker.kafka.autoip.dcos.thisdcos.directory", "0.20": "kafka-0-broker.kafka.autoip.dcos.thisdcos.directory"} {
		srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Release: release})
		require.NoError(t, srv.StopDCOSBroker(0))
		c := decode[connection](call(t, "GET", url+"/v1/endpoints/broker", "").ok(200))
		assert.ElementsMatch(t, srv.Brokers(), c.Address, "running or not")
		assert.Contains(t, c.DNS[0], dns+":")
		assert.Equal(t, "broker.kafka.l4lb.thisdcos.directory:9092", c.VIP)
		if release == "0.17" || release == "0.18" {
			assert.Equal(t, []string{c.VIP}, c.VIPs)
		} else {
			assert.Empty(t, c.VIPs)
		}
		call(t, "GET", url+"/v1/endpoints/none", "").bare(404)
		assert.ElementsMatch(t, []string{"broker", "zookeeper"}, decode[[]string](call(t, "GET", url+"/v1/endpoints", "").ok(200)))
	}
}

func TestDCOSConfigurations(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		opts   kafkaresttest.DCOSOptions
		member string // of the target
		value  any
	}{
		{kafkaresttest.DCOSOptions{Profile: legacy, Release: "1.1.9"}, "service.phaseStrategy", "INSTALL"},
		{kafkaresttest.DCOSOptions{Profile: legacy, Release: "1.1.11"}, "recovery.enableReplacement", false},
		{kafkaresttest.DCOSOptions{Profile: legacy, Staged: true}, "service.phase_strategy", "STAGE"},
		{kafkaresttest.DCOSOptions{Profile: transitional}, "broker.mem", 4096.0},
		{kafkaresttest.DCOSOptions{}, "name", "kafka"},
	} {
		srv, url := startDCOS(t, c.opts)
		ids := decode[[]string](call(t, "GET", url+"/v1/configurations", "").ok(200))
		require.Len(t, ids, 2)
		targetID := decode[[]string](call(t, "GET", url+"/v1/configurations/targetId", "").ok(200))
		require.Len(t, targetID, 1)
		assert.Contains(t, ids, targetID[0])
		target := call(t, "GET", url+"/v1/configurations/target", "").ok(200)
		assert.Equal(t, target.body, call(t, "GET", url+"/v1/configurations/"+targetID[0], "").ok(200).body)
		var value any = decode[map[string]any](target)
		for name := range strings.SplitSeq(c.member, ".") {
			value = value.(map[string]any)[name]
		}
		assert.Equal(t, c.value, value, c.member)

		updated, err := srv.UpdateDCOS(map[string]string{"log.retention.hours": "7"})
		require.NoError(t, err)
		assert.Equal(t, updated, decode[[]string](call(t, "GET", url+"/v1/configurations/targetId", ""))[0])
		assert.Len(t, decode[[]string](call(t, "GET", url+"/v1/configurations", "")), 3)
		body := call(t, "GET", url+"/v1/configurations/target", "").body
		assert.Regexp(t, `"(log.retention.hours|KAFKA_OVERRIDE_LOG_RETENTION_HOURS)": ?"7"`, body)
	}
}

func TestDCOSState(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		opts kafkaresttest.DCOSOptions
		want []string
	}{
		{kafkaresttest.DCOSOptions{Profile: legacy, Release: "1.1.11"}, []string{}},
		{kafkaresttest.DCOSOptions{Profile: legacy}, []string{"suppressed"}},
		{kafkaresttest.DCOSOptions{Profile: transitional}, []string{"suppressed"}},
		{kafkaresttest.DCOSOptions{Release: "0.16"}, []string{"suppressed"}},
		{kafkaresttest.DCOSOptions{}, []string{"suppressed", "uninstalling", "last-completed-update-type"}},
		{kafkaresttest.DCOSOptions{Release: "0.31"}, []string{"uninstalling", "last-completed-update-type",
			"kafka-0-broker:task-status", "kafka-1-broker:task-status", "kafka-2-broker:task-status"}},
	} {
		srv, url := startDCOS(t, c.opts)
		keys := decode[[]string](call(t, "GET", url+"/v1/state/properties", "").ok(200))
		assert.ElementsMatch(t, c.want, keys)
		id := decode[[]string](call(t, "GET", url+"/v1/state/frameworkId", "").ok(200))
		assert.Len(t, id, 1)
		property := func(key string) string {
			return call(t, "GET", url+"/v1/state/properties/"+key, "").ok(200).body
		}
		if slices.Contains(keys, "suppressed") {
			assert.Equal(t, "true", property("suppressed"))
			_, err := srv.UpdateDCOS(nil)
			require.NoError(t, err)
			assert.Equal(t, "false", property("suppressed"))
		}
		if slices.Contains(keys, "uninstalling") {
			assert.Equal(t, "false", property("uninstalling"))
			assert.Equal(t, "DEPLOY", property("last-completed-update-type"), "which is no JSON")
		}
		if slices.Contains(keys, "kafka-0-broker:task-status") {
			assert.False(t, json.Valid([]byte(property("kafka-0-broker:task-status"))))
		}
	}
}

func TestDCOSHealth(t *testing.T) {
	t.Parallel()
	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: legacy, Release: "1.1.13"})
	call(t, "GET", url+"/admin/healthcheck", "").ok(200).json(`{"broker_count":{"healthy":true,"message":"All expected Brokers running"},
		"deadlocks":{"healthy":true},"registered":{"healthy":true,"message":"Scheduler has registered."}}`)
	require.NoError(t, srv.StopDCOSBroker(0))
	r := call(t, "GET", url+"/admin/healthcheck", "").ok(500)
	assert.Contains(t, r.body, "running = 2 completed blocks = 3")

	for release, states := range map[string][]string{ // complete, deploying, with errors
		"0.40": {"200 OK", "202 Accepted", "417 Expectation Failed"},
		"0.50": {"200 {", "202 {", "417 {"},
		"0.57": {"200 {", "204 ", "500 {"},
	} {
		srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Release: release})
		var got []string
		state := func() {
			r := call(t, "GET", url+"/v1/health", "")
			got = append(got, fmt.Sprintf("%d %s", r.status, strings.Split(r.body, "\n")[0]))
		}
		state()
		_, err := srv.UpdateDCOS(nil)
		require.NoError(t, err)
		state()
		require.NoError(t, srv.FailDCOSPlan("deploy", "broken"))
		state()
		assert.Equal(t, states, got, release)
	}
	_, url = startDCOS(t, kafkaresttest.DCOSOptions{Release: "0.57"})
	call(t, "GET", url+"/v1/health?verbose=true", "").ok(200).json(`{"value":200,"reasons":["Plan deploy is COMPLETE","Plan recovery is COMPLETE"]}`)
	call(t, "GET", url+"/v1/debug/offers?json=true", "").ok(200).json(`{"outcomes":[]}`)
	assert.Equal(t, "text/html", call(t, "GET", url+"/v1/debug/offers", "").header.Get("Content-Type"))
	assert.Equal(t, "text/plain", call(t, "GET", url+"/v1/metrics/prometheus", "").header.Get("Content-Type"))
}

// The late releases have statuses of their own for what the plans do.
func TestDCOSHealthCodes(t *testing.T) {
	t.Parallel()
	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Release: "0.56"})
	health := func() int { return call(t, "GET", url+"/v1/health", "").status }
	assert.Equal(t, 200, health())
	call(t, "POST", url+"/v1/pod/kafka-0/restart", "").ok(200)
	srv.StepDCOS()
	assert.Equal(t, 203, health(), "recovery is pending")
	srv.StepDCOS()
	srv.StepDCOS()
	assert.Equal(t, 205, health(), "recovery has launched the task")
	stepAll(srv)
	_, err := srv.UpdateDCOS(nil)
	require.NoError(t, err)
	assert.Equal(t, 204, health(), "the rollout is pending")
	srv.StepDCOS()
	srv.StepDCOS()
	assert.Equal(t, 202, health(), "the rollout has launched a task")
	call(t, "POST", url+"/v1/plans/deploy/interrupt", "").ok(200)
	assert.Equal(t, 207, health(), "the rollout waits for a command")
}

func TestDCOSArtifactTemplate(t *testing.T) {
	t.Parallel()
	_, url := startDCOS(t, kafkaresttest.DCOSOptions{})
	id := decode[[]string](call(t, "GET", url+"/v1/configurations/targetId", "").ok(200))[0]
	r := call(t, "GET", url+"/v1/artifacts/template/"+id+"/kafka/broker/server-properties", "")
	assert.Equal(t, 200, r.status)
	assert.Equal(t, "text/plain", r.header.Get("Content-Type"))
	assert.Contains(t, r.body, "{{")
	for _, path := range []string{"/other/broker/server-properties", "/kafka/other/server-properties", "/kafka/broker/other"} {
		call(t, "GET", url+"/v1/artifacts/template/"+id+path, "").bare(404)
	}
}

// Faults, interceptors and the log of requests know DC/OS as they know the others.
func TestDCOSFaultsAndRequests(t *testing.T) {
	t.Parallel()
	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: legacy})
	srv.Inject(kafkaresttest.Fault{API: kafkaresttest.DCOS, Path: "/service/kafka/v1/plan", Times: 1, Status: 503, Body: "<html>",
		Header: http.Header{"Content-Type": {"text/html"}}})
	r := call(t, "GET", url+"/v1/plan", "")
	assert.Equal(t, 503, r.status)
	assert.Equal(t, "text/html", r.header.Get("Content-Type"))
	call(t, "GET", url+"/v1/plan", "").ok(200)

	srv.Intercept(func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/service/kafka/v1/brokers" {
			return false
		}
		_, err := w.Write([]byte("[null]"))
		return err == nil
	})
	assert.Equal(t, "[null]", call(t, "GET", url+"/v1/brokers", "").body)

	call(t, "POST", srv.DCOSURL()+"/acs/api/v1/auth/login", `{"uid":"alice","password":"hunter\"2","token":"hunter3"}`)
	var log []string
	for _, r := range srv.Requests() {
		assert.Equal(t, kafkaresttest.DCOS, r.API)
		log = append(log, fmt.Sprintf("%s %s %d %s", r.Method, r.Path, r.Status, r.Body))
	}
	assert.Equal(t, []string{
		"GET /service/kafka/v1/plan 503 ", "GET /service/kafka/v1/plan 200 ", "GET /service/kafka/v1/brokers 200 ",
		`POST /acs/api/v1/auth/login 401 {"uid":"alice","password":"REDACTED","token":"REDACTED"}`,
	}, log)
}

// A client that reads slowly holds nobody up.
func TestDCOSSlowReader(t *testing.T) {
	t.Parallel()
	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{})
	srv.Inject(kafkaresttest.Fault{API: kafkaresttest.DCOS, Path: "/service/kafka/v1/plan", Throttle: 1})
	patient := &http.Client{Transport: httpClient.Transport} // that of the other calls ends earlier
	resp, err := patient.Do(newRequest(t, "GET", url+"/v1/plan", ""))
	require.NoError(t, err)
	defer resp.Body.Close()
	_, err = resp.Body.Read(make([]byte, 1))
	require.NoError(t, err)
	call(t, "GET", url+"/v1/plans/deploy", "").ok(200)
	require.NoError(t, srv.RestartDCOS())
}

func TestDCOSReset(t *testing.T) {
	t.Parallel()
	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: transitional})
	before := call(t, "GET", url+"/v1/configurations/targetId", "").body
	seedTopics(t, srv, 1, "orders")
	require.NoError(t, srv.StopDCOSBroker(0))
	require.NoError(t, srv.FailDCOSPlan("deploy", "broken"))
	require.NoError(t, srv.Reset())
	call(t, "GET", url+"/v1/brokers", "").ok(200).json(`["0","1","2"]`)
	call(t, "GET", url+"/v1/plan", "").ok(200)
	call(t, "GET", url+"/v1/topics", "").ok(200).json(`[]`)
	assert.NotEqual(t, before, call(t, "GET", url+"/v1/configurations/targetId", "").body)
	assert.False(t, srv.StepDCOS())
}

func TestDCOSKafkaUnreachable(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{SeedBrokers: []string{nobody(t)}})
	call(t, "GET", srv.DCOSURL()+"/service/kafka/v1/brokers", "").bare(500)
	_, err := srv.UpdateDCOS(nil)
	require.ErrorContains(t, err, "kafkaresttest: DC/OS: brokers: ")
	assert.False(t, srv.StepDCOS())
}

func TestDCOSOptions(t *testing.T) {
	t.Parallel()
	for want, opts := range map[string]kafkaresttest.DCOSOptions{
		"Profile":       {Profile: "X"},
		"no release":    {Profile: legacy, Release: "1.1.18"},
		"profile K":     {Release: "1.1.17"},
		`"0.57.4"`:      {Release: "0.57.4"},
		`"next"`:        {Release: "next"},
		"Latency":       {Latency: -1},
		"neither":       {UnknownServiceStatus: 403},
		"slash":         {Service: "/kafka"},
		"duration":      {TokenLifetime: -1},
		"whole seconds": {TokenLifetime: 1500e6},
		"no UID":        {Accounts: []kafkaresttest.DCOSAccount{{}}},
		`the UID "a"`:   {Accounts: []kafkaresttest.DCOSAccount{{UID: "a", Password: "x"}, {UID: "a", Password: "y"}}},
		"nowhere":       {Address: "nowhere"},
	} {
		_, err := kafkaresttest.New(kafkaresttest.Options{DCOS: opts})
		if want == "Latency" {
			want = "duration"
		}
		assert.ErrorContains(t, err, want)
	}
}

func TestDCOSControlErrors(t *testing.T) {
	t.Parallel()
	srv, _ := startDCOS(t, kafkaresttest.DCOSOptions{})
	require.ErrorContains(t, srv.FailDCOSPlan("nonsense", "x"), `no plan "nonsense"`)
	require.ErrorContains(t, srv.StopDCOSBroker(7), "no broker 7")
	require.ErrorContains(t, srv.StartDCOSBroker(7), "no broker 7")
	_, err := srv.DCOSServiceAccount("nobody")
	require.ErrorContains(t, err, "nobody")
	assert.Nil(t, srv.DCOSCertificate())
}

// Everything at once, and a Reset in between: nothing breaks, and plans end.
func TestDCOSConcurrentUse(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{DCOS: kafkaresttest.DCOSOptions{Latency: time.Millisecond}})
	url := srv.DCOSURL() + "/service/kafka"
	var working sync.WaitGroup
	for i := range 8 {
		working.Go(func() {
			for range 5 {
				for _, operation := range []string{
					"GET /v1/plan", "GET /v1/plans/recovery", "GET /v1/pods/status", "GET /v1/endpoints/broker", "GET /v1/state/properties/suppressed",
					"POST /v1/pods/kafka-0/restart", "POST /v1/plans/deploy/interrupt", "POST /v1/plans/deploy/continue", "POST /v1/plan/restart",
					fmt.Sprintf("PUT /v1/topics/t%d?partitions=1&replication=1", i), "GET /v1/topics/under_replicated_partitions",
				} {
					method, path, _ := strings.Cut(operation, " ")
					assert.Contains(t, []int{200, 202}, call(t, method, url+path, "").status, operation)
				}
				_, err := srv.UpdateDCOS(nil)
				assert.NoError(t, err)
				srv.StepDCOS()
				if i == 0 {
					assert.NoError(t, srv.Reset())
				}
			}
		})
	}
	working.Wait()
	require.Eventually(t, func() bool {
		return call(t, "GET", url+"/v1/plan", "").status == 200 && call(t, "GET", url+"/v1/plans/recovery", "").status == 200
	}, 20*time.Second, time.Millisecond)
}
