package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"reflect"
	"runtime/pprof"
	"strconv"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// What connectors the workers make.
const (
	connectorClass   = "soak.Source"
	connectorSetting = "soak.setting"
)

// dcosLatency is the time between two states of a broker.
const dcosLatency = 20 * time.Millisecond

// settled is how long what goes on by itself has to stand still before it
// counts as the result.
const settled = 400 * time.Millisecond

// A topic is what Kafka has under a name. One that does not exist has no
// partitions.
type topic struct {
	Partitions int
	Configs    map[string]string // that were set
	Begin, End map[int32]int64
}

// A quota is what Kafka has for a user, nil for what is not set.
type quota struct{ Producer, Consumer *int64 }

// A connector is what the worker has under a name.
type connector struct {
	Exists  bool
	Setting string
	State   string   // of the connector
	Tasks   []string // their states
}

// brokers is what the scheduler of DC/OS has.
type brokers struct {
	Tasks        map[string]string // ids, by name
	PlanComplete bool
}

// position is where a record is.
type position struct {
	Partition int32
	Offset    int64
}

// factsHandler answers what there really is: from Kafka, and from the emulated
// worker and scheduler themselves, past all disturbances. It waits for the
// requests of the worker that asks.
func (e *emulator) factsHandler() http.Handler {
	mux := http.NewServeMux()
	fact := func(path string, look func(ctx context.Context, name string, r *http.Request) (any, error)) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			// Authorized operations are asked for so that the client does not answer
			// from what it remembers.
			ctx, cancel := context.WithTimeout(kadm.WithAuthorizedOps(r.Context()), 20*time.Second)
			defer cancel()
			err := e.awaitWorker(ctx, r.Header.Get(workerHeader))
			var answer any
			if err == nil {
				answer, err = look(ctx, r.FormValue("name"), r)
			}
			if err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			_ = json.NewEncoder(w).Encode(answer) // fails when the parent is gone
		})
	}
	fact("/topic", func(ctx context.Context, name string, _ *http.Request) (any, error) { return e.topic(ctx, name) })
	fact("/records", func(ctx context.Context, name string, _ *http.Request) (any, error) { return e.records(ctx, name) })
	fact("/quota", func(ctx context.Context, name string, _ *http.Request) (any, error) { return e.quota(ctx, name) })
	fact("/offsets", func(ctx context.Context, name string, _ *http.Request) (any, error) { return e.offsets(ctx, name) })
	fact("/acls", func(ctx context.Context, name string, _ *http.Request) (any, error) { return e.acls(ctx, name) })
	fact("/connector", func(ctx context.Context, name string, _ *http.Request) (any, error) { return e.connector(ctx, name) })
	fact("/brokers", func(ctx context.Context, _ string, _ *http.Request) (any, error) { return e.brokers(ctx) })
	fact("/stats", func(context.Context, string, *http.Request) (any, error) { return e.stats(), nil })
	fact("/calm", func(context.Context, string, *http.Request) (any, error) { e.beCalm(); return nil, nil })
	fact("/make-topic", e.makeTopic)
	fact("/make-group", e.makeGroup)
	fact("/remove", func(ctx context.Context, name string, _ *http.Request) (any, error) { return nil, e.remove(ctx, name) })
	fact("/remove-connector", func(ctx context.Context, name string, _ *http.Request) (any, error) {
		return nil, e.removeConnector(ctx, name)
	})
	fact("/fail-task", func(_ context.Context, name string, _ *http.Request) (any, error) {
		return nil, e.server.FailTask(name, 0, "a trace")
	})
	fact("/roll-out", func(_ context.Context, name string, _ *http.Request) (any, error) {
		return e.server.UpdateDCOS(map[string]string{"soak": name})
	})
	return mux
}

// awaitWorker waits until the server has done with the requests of a worker:
// what was given up may still be at work.
func (e *emulator) awaitWorker(ctx context.Context, worker string) error {
	err := await(ctx, func() (bool, error) {
		e.mu.Lock()
		defer e.mu.Unlock()
		return e.inFlight[worker] == 0, nil
	})
	if err != nil {
		err = fmt.Errorf("requests of %s do not end: %w", worker, err)
		_ = pprof.Lookup("goroutine").WriteTo(os.Stderr, 1) // which say where they are
	}
	return err
}

// await looks until done.
func await(ctx context.Context, look func() (done bool, err error)) error {
	for {
		if done, err := look(); done || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// standstill looks until what is seen has not changed for a while. What cannot
// be seen for the moment counts as a change.
func standstill[T any](ctx context.Context, look func() (T, error)) (seen T, err error) {
	since := time.Now()
	var last error
	err = await(ctx, func() (bool, error) {
		var now T
		if now, last = look(); last != nil || !reflect.DeepEqual(now, seen) {
			seen, since = now, time.Now()
		}
		return last == nil && time.Since(since) >= settled, nil
	})
	if err != nil {
		err = errors.Join(err, last)
	}
	return seen, err
}

func (e *emulator) topic(ctx context.Context, name string) (topic, error) {
	topics, err := e.kafka.ListTopics(ctx, name)
	if errors.Is(topics[name].Err, kerr.UnknownTopicOrPartition) {
		return topic{}, nil
	}
	if err = cmp.Or(err, topics[name].Err); err != nil {
		return topic{}, err
	}
	t := topic{Partitions: len(topics[name].Partitions), Configs: map[string]string{}}
	configs, err := e.kafka.DescribeTopicConfigs(ctx, name)
	if err != nil {
		return topic{}, err
	}
	if len(configs) != 1 || configs[0].Err != nil {
		return topic{}, fmt.Errorf("the configs of %q: %v", name, configs)
	}
	for _, config := range configs[0].Configs {
		if config.Source == kmsg.ConfigSourceDynamicTopicConfig {
			t.Configs[config.Key] = config.MaybeValue()
		}
	}
	begin, err := e.kafka.ListStartOffsets(ctx, name)
	if err = cmp.Or(err, begin.Error()); err != nil {
		return topic{}, err
	}
	end, err := e.kafka.ListEndOffsets(ctx, name)
	t.Begin, t.End = offsetsOf(begin[name]), offsetsOf(end[name])
	return t, cmp.Or(err, end.Error())
}

func offsetsOf(listed map[int32]kadm.ListedOffset) map[int32]int64 {
	offsets := map[int32]int64{}
	for partition, offset := range listed {
		offsets[partition] = offset.Offset
	}
	return offsets
}

// records has where each value is.
func (e *emulator) records(ctx context.Context, name string) (map[string][]position, error) {
	t, err := e.topic(ctx, name)
	if err != nil {
		return nil, err
	}
	values := map[string][]position{}
	left := int64(0)
	begin := map[int32]kgo.Offset{}
	for partition, end := range t.End {
		left += end - t.Begin[partition]
		begin[partition] = kgo.NewOffset().At(t.Begin[partition])
	}
	if left == 0 {
		return values, nil
	}
	client, err := kgo.NewClient(kgo.SeedBrokers(e.server.Brokers()...), kgo.ConsumePartitions(map[string]map[int32]kgo.Offset{name: begin}))
	if err != nil {
		return nil, err
	}
	defer client.Close()
	for left > 0 {
		fetches := client.PollFetches(ctx)
		if err := fetches.Err(); err != nil {
			return nil, err
		}
		fetches.EachRecord(func(r *kgo.Record) {
			values[string(r.Value)] = append(values[string(r.Value)], position{r.Partition, r.Offset})
			left--
		})
	}
	return values, nil
}

func (e *emulator) quota(ctx context.Context, user string) (quota, error) {
	var q quota
	all, err := e.kafka.DescribeClientQuotas(ctx, false, nil)
	for _, described := range all {
		if len(described.Entity) != 1 || described.Entity[0].Name == nil || *described.Entity[0].Name != user {
			continue
		}
		for _, value := range described.Values {
			rate := int64(value.Value)
			switch value.Key {
			case "producer_byte_rate":
				q.Producer = &rate
			case "consumer_byte_rate":
				q.Consumer = &rate
			}
		}
	}
	return q, err
}

// offsets has what a group has committed, by topic and partition; nothing if
// there is no group.
func (e *emulator) offsets(ctx context.Context, group string) (map[string]int64, error) {
	committed := map[string]int64{}
	responses, err := e.kafka.FetchOffsets(ctx, group)
	if errors.Is(err, kerr.GroupIDNotFound) {
		return committed, nil
	}
	responses.Each(func(o kadm.OffsetResponse) {
		if o.At >= 0 {
			committed[partitionName(o.Topic, o.Partition)] = o.At
		}
	})
	return committed, cmp.Or(err, responses.Error())
}

func partitionName(topic string, partition int32) string {
	return topic + "/" + strconv.Itoa(int(partition))
}

// acls counts the access rules of a topic.
func (e *emulator) acls(ctx context.Context, name string) (int, error) {
	filter := kadm.NewACLs().Topics(name).ResourcePatternType(kadm.ACLPatternLiteral).Operations(kadm.OpAny).
		Allow().AllowHosts().Deny().DenyHosts()
	results, err := e.kafka.DescribeACLs(ctx, filter)
	n := 0
	for _, result := range results {
		n += len(result.Described)
	}
	return n, err
}

// connector is a connector once it changes no more.
func (e *emulator) connector(ctx context.Context, name string) (connector, error) {
	return standstill(ctx, func() (connector, error) {
		base := e.server.ConnectURL() + "/connectors/" + name
		var config map[string]string
		code, err := e.get(ctx, base+"/config", "", &config)
		if code == http.StatusNotFound {
			return connector{}, nil
		}
		var status struct {
			Connector struct{ State string }
			Tasks     []struct{ State string }
		}
		if err == nil {
			_, err = e.get(ctx, base+"/status", "", &status)
		}
		c := connector{Exists: true, Setting: config[connectorSetting], State: status.Connector.State}
		for _, task := range status.Tasks {
			c.Tasks = append(c.Tasks, task.State)
		}
		return c, err
	})
}

// brokers are the brokers of the scheduler once they change no more.
func (e *emulator) brokers(ctx context.Context) (brokers, error) {
	authorization := ""
	return standstill(ctx, func() (b brokers, err error) {
		if authorization == "" {
			if authorization, err = e.login(ctx); err != nil {
				return b, err
			}
		}
		if b, err = e.brokersNow(ctx, authorization); err != nil {
			authorization = "" // it may have expired
		}
		return b, err
	})
}

// login returns the value of a header.
func (e *emulator) login(ctx context.Context) (authorization string, err error) {
	body := fmt.Sprintf(`{"uid":%q,"password":%q}`, dcosUser, dcosPassword)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, e.server.DCOSURL()+loginPath, strings.NewReader(body))
	if err != nil {
		return "", err
	}
	r.Header.Set("Content-Type", "application/json")
	var answer struct{ Token string }
	_, err = send(r, &answer)
	return "token=" + answer.Token, err
}

func (e *emulator) brokersNow(ctx context.Context, authorization string) (brokers, error) {
	base := e.server.DCOSURL() + "/service/kafka/v1"
	b := brokers{Tasks: map[string]string{}}
	var names []string
	if _, err := e.get(ctx, base+"/tasks", authorization, &names); err != nil {
		return b, err
	}
	for _, name := range names {
		var status struct {
			TaskID, Task_ID struct{ Value string } // as the scheduler's profile spells it
			State           string
		}
		if _, err := e.get(ctx, base+"/tasks/status/"+name, authorization, &status); err != nil {
			return b, err
		}
		if status.State != "TASK_RUNNING" {
			return b, fmt.Errorf("%s is %s", name, status.State)
		}
		b.Tasks[name] = status.TaskID.Value + status.Task_ID.Value
	}
	code, err := e.get(ctx, base+"/plan", authorization, nil)
	b.PlanComplete = code == http.StatusOK
	if code == http.StatusAccepted || code == http.StatusServiceUnavailable { // a plan that is not complete
		err = nil
	}
	return b, err
}

func (e *emulator) get(ctx context.Context, url, authorization string, out any) (status int, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	r.SetBasicAuth("token", apiKey)
	if authorization != "" {
		r.Header.Set("Authorization", authorization)
	}
	return send(r, out)
}

// send makes a request by hand, without the clients that are tested.
func send(r *http.Request, out any) (status int, err error) {
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	switch {
	case err != nil:
		return resp.StatusCode, err
	case resp.StatusCode != http.StatusOK:
		return resp.StatusCode, fmt.Errorf("%s %s: %s: %.200s", r.Method, r.URL, resp.Status, body)
	case out == nil:
		return resp.StatusCode, nil
	}
	return resp.StatusCode, json.Unmarshal(body, out)
}

// makeTopic makes a topic with three partitions and, in turn, so many records,
// whose values are their numbers.
func (e *emulator) makeTopic(ctx context.Context, name string, r *http.Request) (any, error) {
	// The name is new: a topic that exists is that of a request which the Kafka
	// client has repeated.
	if err := e.server.SeedTopic(name, 3, nil); err != nil && !errors.Is(err, kerr.TopicAlreadyExists) {
		return nil, err
	}
	n, _ := strconv.Atoi(r.FormValue("records"))
	var records []*kgo.Record
	for i := range n {
		records = append(records, &kgo.Record{Topic: name, Partition: int32(i % 3), Value: []byte(strconv.Itoa(i))})
	}
	return nil, e.server.SeedRecords(records...)
}

// makeGroup makes a group that has committed an offset of each of the three
// partitions of a topic.
func (e *emulator) makeGroup(_ context.Context, name string, r *http.Request) (any, error) {
	at, err := strconv.ParseInt(r.FormValue("at"), 10, 64)
	if err != nil {
		return nil, err
	}
	return nil, e.server.SeedGroup(name, r.FormValue("topic"), map[int32]int64{0: at, 1: at, 2: at})
}

// remove removes all that has a name, so that the emulator does not grow.
func (e *emulator) remove(ctx context.Context, name string) error {
	if _, err := e.kafka.DeleteTopics(ctx, name); err != nil {
		return err
	}
	if _, err := e.kafka.DeleteGroups(ctx, name); err != nil {
		return err
	}
	if _, err := e.kafka.DeleteACLs(ctx, kadm.NewACLs().Topics(name).ResourcePatternType(kadm.ACLPatternLiteral).Operations(kadm.OpAny).
		Allow().AllowHosts().Deny().DenyHosts()); err != nil {
		return err
	}
	q, err := e.quota(ctx, name)
	if err != nil || q == (quota{}) {
		return err
	}
	_, err = e.kafka.AlterClientQuotas(ctx, []kadm.AlterClientQuotaEntry{{
		Entity: kadm.ClientQuotaEntity{{Type: "user", Name: &name}},
		Ops:    []kadm.AlterClientQuotaOp{{Key: "producer_byte_rate", Remove: true}, {Key: "consumer_byte_rate", Remove: true}},
	}})
	return err
}

// removeConnector removes a connector, once the worker is able to.
func (e *emulator) removeConnector(ctx context.Context, name string) error {
	return await(ctx, func() (bool, error) {
		r, err := http.NewRequestWithContext(ctx, http.MethodDelete, e.server.ConnectURL()+"/connectors/"+name, nil)
		if err != nil {
			return false, err
		}
		r.SetBasicAuth("token", apiKey)
		status, _ := send(r, nil)
		return status == http.StatusNotFound && ctx.Err() == nil, nil
	})
}

// sum adds counts up.
func sum(counts map[string]int) int {
	n := 0
	for _, count := range counts {
		n += count
	}
	return n
}
