package main

import (
	"context"
	"fmt"

	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

// group reads what the walkthrough has written.
const group = "kafkarest-example-readers"

// consumeHalf reads the first half of what was written, in no order of
// partitions, and shows how far the group is behind then.
func (w *walkthrough) consumeHalf(ctx context.Context) error { return w.consume(ctx, w.written()/2) }

// consumeRest goes on where the group has committed.
func (w *walkthrough) consumeRest(ctx context.Context) error {
	return w.consume(ctx, w.written()-w.written()/2)
}

// written is how many records the walkthrough writes, one by one, in a batch and
// as a stream.
func (w *walkthrough) written() int { return 1 + 3 + w.streamed }

// consume reads n records with version 2 of the API, which alone has consumers,
// and commits them.
func (w *walkthrough) consume(ctx context.Context, n int) error {
	if w.v2.URL == "" {
		w.print("RESTPROXY_V2_URL is not set, so that there are no consumers")
		return nil
	}
	client, err := restproxyv2.New(w.v2)
	if err != nil {
		return err
	}
	defer client.CloseIdleConnections()
	consumer, err := client.CreateConsumer(ctx, group, nil)
	if err != nil {
		return err
	}
	if err := w.read(ctx, consumer, n); err != nil {
		_ = consumer.Close(context.WithoutCancel(ctx)) // the other error tells more
		return err
	}
	if err := consumer.Close(ctx); err != nil {
		return err
	}
	return w.showLags(ctx, group)
}

func (w *walkthrough) read(ctx context.Context, consumer *restproxyv2.Consumer, n int) error {
	if err := consumer.Subscribe(ctx, []string{topic}); err != nil {
		return err
	}
	read := 0
	for record, err := range consumer.Records(ctx) {
		if err != nil {
			return err
		}
		if read++; read <= 3 {
			w.print("partition %d, offset %d: %.40q", record.Partition, record.Offset, record.Value)
		}
		if read == n {
			break
		}
	}
	if err := consumer.Commit(ctx); err != nil {
		return fmt.Errorf("after %d records: %w", read, err)
	}
	w.print("%d records read and committed", read)
	return nil
}
