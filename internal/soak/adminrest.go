package main

import (
	"context"
	"slices"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
)

const retention = "retention.ms"

// serviceID begins the names that quotas can be of.
const serviceID = "iam-ServiceId-"

func adminRESTJob(name string, round func(*worker, *adminrest.Client)) job {
	return job{api: "adminrest", name: name, start: func(w *worker) (func(), func(), error) {
		client, err := adminrest.New(w.config(w.soak.emulator.AdminREST, w.soak.iam))
		if err != nil {
			return nil, nil, err
		}
		return func() { round(w, client) }, client.CloseIdleConnections, nil
	}}
}

// adminRESTTopics makes, changes and deletes a topic.
func adminRESTTopics(w *worker, client *adminrest.Client) {
	name := w.thing()
	defer w.remove(name)
	look := func() int { return w.partitions(name) }

	err := w.call("CreateTopic", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		return client.CreateTopic(ctx, name, &adminrest.CreateTopicOptions{Partitions: 2}, opts...)
	})
	partitions := hold(w, "CreateTopic", err, 0, 2, look)
	if partitions == 0 || w.random.IntN(4) == 0 {
		err := w.call("EnsureTopic", func(ctx context.Context, opts ...kafkarest.CallOption) error {
			_, err := client.EnsureTopic(ctx, name, &adminrest.CreateTopicOptions{Partitions: 3}, opts...)
			return err
		})
		seen := look()
		ok := seen == 3 || err != nil && (seen == partitions || isUnknown(err))
		w.check("EnsureTopic", ok, "the topic has %d partitions, and the call said %v", seen, err)
		partitions = seen
	}
	if partitions == 0 {
		return
	}

	err = w.call("UpdateTopic", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		return client.UpdateTopic(ctx, name, &adminrest.UpdateTopicOptions{Partitions: int32(partitions) + 1}, opts...)
	})
	partitions = hold(w, "UpdateTopic", err, partitions, partitions+1, look)
	err = w.call("UpdateTopic", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		return client.UpdateTopic(ctx, name, &adminrest.UpdateTopicOptions{Configs: map[string]string{retention: "3600000"}}, opts...)
	})
	value := hold(w, "UpdateTopic", err, "", "3600000", func() string { return w.topic(name).Configs[retention] })

	w.call("GetTopic", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		topic, err := client.GetTopic(ctx, name, opts...)
		if err == nil {
			ok := int(topic.Partitions) == partitions && (value == "" || topic.Configs[retention] == value)
			w.check("GetTopic", ok, "%v, where there are %d partitions and a retention of %q", topic, partitions, value)
		}
		return err
	})
	w.call("Topics", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		for _, err := range client.Topics(ctx, &adminrest.ListTopicsOptions{PerPage: 3}, opts...) {
			if err != nil {
				return err
			}
		}
		return nil
	})
	w.call("ListTopics", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		topics, err := client.ListTopics(ctx, &adminrest.ListTopicsOptions{Filter: name}, opts...)
		if err == nil {
			ok := slices.ContainsFunc(topics, func(t adminrest.Topic) bool { return t.Name == name })
			w.check("ListTopics", ok, "%q is not among %v", name, topics)
		}
		return err
	})

	err = w.call("DeleteTopic", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		return client.DeleteTopic(ctx, name, opts...)
	})
	hold(w, "DeleteTopic", err, partitions, 0, look)
}

// adminRESTQuotas makes, changes and deletes a quota.
func adminRESTQuotas(w *worker, client *adminrest.Client) {
	name := serviceID + w.thing()
	defer w.remove(name)
	look := func() quota { return w.quota(name) }
	rates := func(producer int64) (adminrest.Quota, quota) {
		return adminrest.Quota{ProducerByteRate: &producer, ConsumerByteRate: new(int64(2048))}, quota{&producer, new(int64(2048))}
	}

	request, want := rates(1024)
	err := w.call("CreateQuota", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		return client.CreateQuota(ctx, name, request, opts...)
	})
	seen := hold(w, "CreateQuota", err, quota{}, want, look)
	if seen == (quota{}) {
		return
	}
	request, want = rates(4096)
	err = w.call("UpdateQuota", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		return client.UpdateQuota(ctx, name, request, opts...)
	})
	seen = hold(w, "UpdateQuota", err, seen, want, look)
	w.call("GetQuota", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		got, err := client.GetQuota(ctx, name, opts...)
		if err == nil {
			w.check("GetQuota", *got.ProducerByteRate == *seen.Producer, "%d, where it is %d", *got.ProducerByteRate, *seen.Producer)
		}
		return err
	})
	err = w.call("DeleteQuota", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		return client.DeleteQuota(ctx, name, opts...)
	})
	hold(w, "DeleteQuota", err, seen, quota{}, look)
}

// adminRESTGroups deletes records, and resets and deletes a consumer group.
func adminRESTGroups(w *worker, client *adminrest.Client) {
	name := w.thing()
	defer w.remove(name)
	w.makeTopic(name, 30)
	fact[any](w, "/make-group", "name", name, "topic", name, "at", "5")
	look := func() map[string]int64 { return w.offsets(name) }
	all := func(at int64) map[string]int64 {
		return map[string]int64{partitionName(name, 0): at, partitionName(name, 1): at, partitionName(name, 2): at}
	}
	reset := func(mode adminrest.ResetMode, before map[string]int64, to int64) map[string]int64 {
		err := w.call("UpdateConsumerGroup", func(ctx context.Context, opts ...kafkarest.CallOption) error {
			_, err := client.UpdateConsumerGroup(ctx, name, mode, nil, opts...)
			return err
		})
		return hold(w, "UpdateConsumerGroup", err, before, all(to), look)
	}

	offsets := reset(adminrest.ResetModeLatest, all(5), 10)
	err := w.call("DeleteTopicRecords", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		return client.DeleteTopicRecords(ctx, name, []adminrest.RecordDeletion{{Partition: 1, BeforeOffset: 3}}, opts...)
	})
	hold(w, "DeleteTopicRecords", err, 0, 3, func() int64 { return w.topic(name).Begin[1] })
	w.call("GetConsumerGroup", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		group, err := client.GetConsumerGroup(ctx, name, opts...)
		if err == nil {
			for _, o := range group.Offsets {
				want := offsets[partitionName(o.Topic, o.Partition)]
				w.check("GetConsumerGroup", o.CurrentOffset == want, "the offset %d, where it is %d", o.CurrentOffset, want)
			}
		}
		return err
	})
	err = w.call("DeleteConsumerGroup", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		return client.DeleteConsumerGroup(ctx, name, opts...)
	})
	hold(w, "DeleteConsumerGroup", err, offsets, map[string]int64{}, look)
}
