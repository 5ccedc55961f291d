package main

import (
	"context"
	"net/http"

	"github.com/IBM/go-sdk-core/v5/core"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest/adminrestv1"
)

// adminRESTV1Job has the service without go-sdk-core's retries, which would
// repeat what must not be repeated.
func adminRESTV1Job(name string, round func(*worker, *adminrestv1.AdminrestV1)) job {
	return job{api: "adminrestv1", name: name, start: func(w *worker) (func(), func(), error) {
		service, err := adminrestv1.NewAdminrestV1(&adminrestv1.AdminrestV1Options{
			URL:           w.soak.emulator.AdminREST,
			Authenticator: &core.BasicAuthenticator{Username: "token", Password: apiKey},
		})
		if err != nil {
			return nil, nil, err
		}
		service.SetDefaultHeaders(http.Header{workerHeader: {w.name}})
		return func() { round(w, service) }, service.Service.Client.CloseIdleConnections, nil
	}}
}

// adminRESTV1Topics makes, changes and deletes a topic.
func adminRESTV1Topics(w *worker, service *adminrestv1.AdminrestV1) {
	name := w.thing()
	defer w.remove(name)
	look := func() int { return w.partitions(name) }

	err := w.call("CreateTopic", func(ctx context.Context, _ ...kafkarest.CallOption) error {
		_, err := service.CreateTopicWithContext(ctx, service.NewCreateTopicOptions().SetName(name).SetPartitionCount(2))
		return err
	})
	if hold(w, "CreateTopic", err, 0, 2, look) == 0 {
		return
	}
	err = w.call("UpdateTopic", func(ctx context.Context, _ ...kafkarest.CallOption) error {
		_, err := service.UpdateTopicWithContext(ctx, service.NewUpdateTopicOptions(name).SetNewTotalPartitionCount(4))
		return err
	})
	partitions := hold(w, "UpdateTopic", err, 2, 4, look)
	w.call("GetTopic", func(ctx context.Context, _ ...kafkarest.CallOption) error {
		topic, _, err := service.GetTopicWithContext(ctx, service.NewGetTopicOptions(name))
		if err == nil {
			w.check("GetTopic", *topic.Partitions == int64(partitions), "%d partitions, where there are %d", *topic.Partitions, partitions)
		}
		return err
	})
	err = w.call("DeleteTopic", func(ctx context.Context, _ ...kafkarest.CallOption) error {
		_, err := service.DeleteTopicWithContext(ctx, service.NewDeleteTopicOptions(name))
		return err
	})
	hold(w, "DeleteTopic", err, partitions, 0, look)
}

// adminRESTV1Quotas makes and deletes a quota.
func adminRESTV1Quotas(w *worker, service *adminrestv1.AdminrestV1) {
	name := serviceID + w.thing()
	defer w.remove(name)
	look := func() quota { return w.quota(name) }

	err := w.call("CreateQuota", func(ctx context.Context, _ ...kafkarest.CallOption) error {
		_, err := service.CreateQuotaWithContext(ctx, service.NewCreateQuotaOptions(name).SetProducerByteRate(1024))
		return err
	})
	seen := hold(w, "CreateQuota", err, quota{}, quota{Producer: new(int64(1024))}, look)
	if seen == (quota{}) {
		return
	}
	err = w.call("DeleteQuota", func(ctx context.Context, _ ...kafkarest.CallOption) error {
		_, err := service.DeleteQuotaWithContext(ctx, service.NewDeleteQuotaOptions(name))
		return err
	})
	hold(w, "DeleteQuota", err, seen, quota{}, look)
}
