package kafkaresttest_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// taskID asks for the id of the task of broker 0.
func taskID(t *testing.T, url string, profile kafkaresttest.DCOSProfile) string {
	t.Helper()
	if profile == sdk {
		tasks := decode[[]map[string]string](call(t, "GET", url+"/v1/pods/kafka-0/status", "").ok(200))
		return tasks[0]["id"]
	}
	var status struct {
		TaskID struct{ Value string } `json:"task_id"`
	}
	r := call(t, "GET", url+"/v1/tasks/status/broker-0", "").ok(200)
	require.NoError(t, json.Unmarshal([]byte(r.body), &status))
	return status.TaskID.Value
}

func TestDCOSRestartBroker(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		profile       kafkaresttest.DCOSProfile
		method, path  string
		answer        func(old string) string
		recovery      string
		lost, pending string // recovery of L
	}{
		{legacy, "PUT", "/v1/brokers/0", func(old string) string { return `["` + old + `"]` }, "", "", "broker-0"},
		{legacy, "PUT", "/v1/brokers/0?replace=True", func(old string) string { return `["` + old + `"]` }, "", "broker-0", ""},
		{legacy, "PUT", "/v1/brokers/0?replace=yes", func(old string) string { return `["` + old + `"]` }, "", "", "broker-0"},
		{transitional, "PUT", "/v1/brokers/0", func(old string) string { return `["` + old + `"]` }, "Broker-0 is PENDING", "", ""},
		{sdk, "POST", "/v1/pods/kafka-0/restart", func(string) string { return `{"pod":"kafka-0","tasks":["kafka-0-broker"]}` }, "RecoveryType: TRANSIENT", "", ""},
		{sdk, "POST", "/v1/pods/kafka-0/replace", func(string) string { return `{"pod":"kafka-0","tasks":["kafka-0-broker"]}` }, "RecoveryType: PERMANENT", "", ""},
	} {
		t.Run(string(c.profile)+c.path, func(t *testing.T) {
			t.Parallel()
			srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: c.profile})
			old := taskID(t, url, c.profile)
			call(t, c.method, url+c.path, "").ok(200).json(c.answer(old))
			call(t, "GET", url+"/v1/brokers", "").ok(200).json(`["0","1","2"]`)
			assert.Equal(t, old, taskID(t, url, c.profile), "it is killed a moment later")

			require.True(t, srv.StepDCOS())
			call(t, "GET", url+"/v1/brokers", "").ok(200).json(`["1","2"]`)
			if c.profile == legacy {
				report := decode[map[string][]string](call(t, "GET", url+"/v1/recovery", "").ok(200))
				assert.Equal(t, map[string][]string{"stopped": strings.Fields(c.lost), "failed": strings.Fields(c.pending)}, report)
			} else {
				_, plan := readPlan(t, url+"/v1/plans/recovery")
				require.Len(t, plan.Phases, 1)
				require.Len(t, plan.Phases[0].Steps, 1)
				assert.Contains(t, plan.Phases[0].Steps[0].Message, c.recovery)
				assert.NotEqual(t, "COMPLETE", *plan.Status)
			}
			stepAll(srv)
			call(t, "GET", url+"/v1/brokers", "").ok(200).json(`["0","1","2"]`)
			assert.NotEqual(t, old, taskID(t, url, c.profile))
			if c.profile != legacy {
				status, plan := readPlan(t, url+"/v1/plans/recovery")
				assert.Equal(t, 200, status)
				assert.Empty(t, plan.Phases)
			}
			call(t, "GET", url+"/v1/plan", "").ok(200)
		})
	}
}

func TestDCOSRestartOfUnknownBrokers(t *testing.T) {
	t.Parallel()
	_, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: legacy})
	call(t, "PUT", url+"/v1/brokers/7", "").ok(200).json(`[null]`)
	call(t, "PUT", url+"/v1/brokers/x", "").bare(500)
	_, url = startDCOS(t, kafkaresttest.DCOSOptions{})
	call(t, "POST", url+"/v1/pods/kafka-7/restart", "").bare(404)
	_, url = startDCOS(t, kafkaresttest.DCOSOptions{Release: "0.31"})
	call(t, "POST", url+"/v1/pod/kafka-7/restart", "").text(404, "Element not found")
	_, url = startDCOS(t, kafkaresttest.DCOSOptions{Release: "0.50"})
	call(t, "POST", url+"/v1/pod/kafka-7/restart", "").text(404, "Pod kafka-7 not found")
}

// A broker that is told to restart while it restarts is killed again.
func TestDCOSRestartTwice(t *testing.T) {
	t.Parallel()
	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{})
	restart := func() { call(t, "POST", url+"/v1/pods/kafka-0/restart", "").ok(200) }
	restart()
	srv.StepDCOS()
	srv.StepDCOS()
	restart()
	srv.StepDCOS()
	_, plan := readPlan(t, url+"/v1/plans/recovery")
	require.Len(t, plan.Phases, 1)
	assert.Equal(t, "PENDING", *plan.Phases[0].Steps[0].Status)
	stepAll(srv)
	call(t, "GET", url+"/v1/brokers", "").ok(200).json(`["0","1","2"]`)
}

// A rollout waits for the brokers that recover, and goes around nobody.
func TestDCOSRolloutMeetsRecovery(t *testing.T) {
	t.Parallel()
	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{})
	require.NoError(t, srv.StopDCOSBroker(0))
	_, err := srv.UpdateDCOS(nil)
	require.NoError(t, err)
	stepAll(srv)
	assert.Equal(t, "202 PENDING PENDING PE PE PE", rollout(t, url))
	call(t, "GET", url+"/v1/brokers", "").ok(200).json(`["1","2"]`)
	require.NoError(t, srv.StartDCOSBroker(0))
	stepAll(srv)
	assert.Contains(t, rollout(t, url), "200 COMPLETE")
	call(t, "GET", url+"/v1/brokers", "").ok(200).json(`["0","1","2"]`)
}

func TestDCOSBrokerRegistration(t *testing.T) {
	t.Parallel()
	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{})
	type registration struct {
		Host      string
		Port      int
		JMXPort   int `json:"jmx_port"`
		Endpoints []string
		Timestamp string
		Version   int
	}
	r := decode[registration](call(t, "GET", url+"/v1/brokers/1", "").ok(200))
	assert.Equal(t, -1, r.JMXPort)
	assert.Equal(t, 4, r.Version)
	require.Len(t, r.Endpoints, 1)
	address, ok := strings.CutPrefix(r.Endpoints[0], "PLAINTEXT://")
	assert.True(t, ok)
	assert.Contains(t, srv.Brokers(), address)
	assert.Regexp(t, `^\d{13}$`, r.Timestamp)
	for _, id := range []string{"7", "x", "99999999999"} {
		call(t, "GET", url+"/v1/brokers/"+id, "").bare(404)
	}
	require.NoError(t, srv.StopDCOSBroker(1))
	call(t, "GET", url+"/v1/brokers/1", "").bare(404)

	_, url = startDCOS(t, kafkaresttest.DCOSOptions{Profile: transitional})
	call(t, "GET", url+"/v1/brokers/1", "").ok(200).json(`{"present":true}`)
	call(t, "GET", url+"/v1/brokers/7", "").ok(200).json(`{"present":false}`)
}

func TestDCOSPods(t *testing.T) {
	t.Parallel()
	_, url := startDCOS(t, kafkaresttest.DCOSOptions{})
	call(t, "GET", url+"/v1/pods", "").ok(200).json(`["kafka-0","kafka-1","kafka-2"]`)
	statuses := decode[map[string][]map[string]string](call(t, "GET", url+"/v1/pods/status", "").ok(200))
	require.Len(t, statuses, 3)
	task := statuses["kafka-1"][0]
	assert.Equal(t, "kafka-1-broker", task["name"])
	assert.Equal(t, "TASK_RUNNING", task["state"])
	assert.Regexp(t, `^kafka-1-broker__[0-9a-f-]{36}$`, task["id"])
	info := call(t, "GET", url+"/v1/pods/kafka-1/info", "").ok(200)
	assert.Contains(t, info.body, `"taskId"`)
	assert.Contains(t, info.body, task["id"])
	call(t, "GET", url+"/v1/pods/kafka-7/info", "").bare(404)

	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Release: "0.31", Service: "prod/kafka"})
	type service struct {
		Service string
		Pods    []struct {
			Name      string
			Instances []struct {
				Name  string
				Tasks []map[string]string
			}
		}
	}
	s := decode[service](call(t, "GET", url+"/v1/pod/status", "").ok(200))
	assert.Equal(t, "prod/kafka", s.Service)
	require.Len(t, s.Pods, 1)
	assert.Equal(t, "kafka", s.Pods[0].Name)
	require.Len(t, s.Pods[0].Instances, 3)
	assert.Equal(t, "RUNNING", s.Pods[0].Instances[2].Tasks[0]["status"])

	status := func() string {
		r := call(t, "GET", url+"/v1/pod/kafka-0/status", "").ok(200)
		var pod struct{ Tasks []struct{ Status string } }
		require.NoError(t, json.Unmarshal([]byte(r.body), &pod))
		return pod.Tasks[0].Status
	}
	call(t, "POST", url+"/v1/pod/kafka-0/pause", `["broker"]`).ok(200).json(`{"pod":"kafka-0","tasks":["kafka-0-broker"]}`)
	assert.Equal(t, "PAUSING", status())
	stepAll(srv)
	assert.Equal(t, "PAUSED", status())
	_, plan := readPlan(t, url+"/v1/plan")
	step := plan.Phases[0].Steps[0]
	assert.Equal(t, "PAUSED", *step.Status)
	assert.True(t, strings.HasSuffix(step.Message, "has status: 'COMPLETE'. (display:PAUSED)"), step.Message)
	assert.Equal(t, "COMPLETE", *plan.Status)
	call(t, "GET", url+"/v1/brokers", "").ok(200).json(`["1","2"]`)
	call(t, "POST", url+"/v1/pod/kafka-0/resume", "").ok(200)
	stepAll(srv)
	assert.Equal(t, "RUNNING", status())
	call(t, "GET", url+"/v1/brokers", "").ok(200).json(`["0","1","2"]`)
	assert.Equal(t, 400, call(t, "POST", url+"/v1/pod/kafka-0/pause", `{}`).status)
	assert.Equal(t, 404, call(t, "POST", url+"/v1/pod/kafka-0/pause", `["other"]`).status)
}

func TestDCOSTasks(t *testing.T) {
	t.Parallel()
	for profile, name := range map[kafkaresttest.DCOSProfile]string{legacy: "broker-0", transitional: "broker-0", sdk: "kafka-0-broker"} {
		srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: profile})
		assert.Contains(t, decode[[]string](call(t, "GET", url+"/v1/tasks", "").ok(200)), name)
		id := map[bool]string{true: "taskId", false: "task_id"}[profile == sdk]
		info := decode[map[string]any](call(t, "GET", url+"/v1/tasks/info/"+name, "").ok(200))
		assert.Equal(t, name, info["name"])
		assert.Contains(t, info, id)
		status := decode[map[string]any](call(t, "GET", url+"/v1/tasks/status/"+name, "").ok(200))
		assert.Equal(t, "TASK_RUNNING", status["state"])
		assert.Equal(t, info[id], status[id])
		connection := decode[map[string]string](call(t, "GET", url+"/v1/tasks/connection/"+name, "").ok(200))
		assert.True(t, strings.HasPrefix(connection["dns"], name+".kafka."))
		assert.Contains(t, connection, "ports")

		call(t, "POST", url+"/v1/tasks/restart/"+name+"?replace=false", "").bare(202)
		require.True(t, srv.StepDCOS())
		call(t, "GET", url+"/v1/brokers", "").ok(200).json(`["1","2"]`)
	}
}
