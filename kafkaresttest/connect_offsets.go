package kafkaresttest

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
)

type connectorOffsets struct {
	Offsets []connectorOffset `json:"offsets"`
}

// connectorOffset is an offset as it is sent. In a request both may be null.
type connectorOffset struct {
	Partition map[string]jsontext.Value `json:"partition"`
	Offset    map[string]jsontext.Value `json:"offset"`
}

type sinkPartition struct {
	topic     string
	partition int32
}

// sourceOffsets are the offsets of a source connector by the text of their
// partition.
type sourceOffsets map[string]connectorOffset

func partitionKey(partition map[string]jsontext.Value) string {
	text, _ := json.Marshal(partition, json.Deterministic(true), lenient) // parsed JSON is JSON again
	return string(text)
}

func (o sourceOffsets) set(partition, offset map[string]jsontext.Value) {
	if offset == nil {
		delete(o, partitionKey(partition))
		return
	}
	o[partitionKey(partition)] = connectorOffset{partition, offset}
}

// offsetOwner is what the offset operations need of a connector.
type offsetOwner struct {
	connector *connector
	plugin    *connectPlugin
	group     string
}

// offsetOwner wants the worker to be locked.
func (w *connectWorker) offsetOwner(name string) (offsetOwner, error) {
	c, ok := w.stored(name)
	if !ok {
		return offsetOwner{}, connectorNotFound(name)
	}
	plugin, err := w.plugins.connector(c.config["connector.class"])
	return offsetOwner{c, plugin, sinkGroup(name, c.config)}, err
}

// sinkGroup is the consumer group of a sink connector.
func sinkGroup(name string, config map[string]string) string {
	if group := config["consumer.override.group.id"]; group != "" {
		return group
	}
	return "connect-" + name
}

func (w *connectWorker) getOffsets(rw http.ResponseWriter, r *http.Request) error {
	if err := w.awaitLoop(r.Context()); err != nil {
		return err
	}
	w.mu.Lock()
	owner, err := w.offsetOwner(r.PathValue("connector"))
	var offsets []connectorOffset
	if err == nil {
		offsets = slices.Collect(maps.Values(owner.connector.offsets))
	}
	w.mu.Unlock()
	if err != nil {
		return err
	}
	if owner.plugin.kind == kindSink {
		if offsets, err = w.committedOffsets(r.Context(), owner); err != nil {
			return err
		}
	}
	return writeJSON(rw, http.StatusOK, connectorOffsets{offsets})
}

func (w *connectWorker) committedOffsets(ctx context.Context, owner offsetOwner) ([]connectorOffset, error) {
	ctx, cancel := kafkaContext(ctx)
	defer cancel()
	committed, err := w.kafka.FetchOffsets(ctx, owner.group)
	if err == nil {
		err = committed.Error()
	}
	if err != nil && !isMissingGroup(err) {
		return nil, connectFailure(http.StatusInternalServerError,
			"Failed to retrieve consumer group offsets for sink connector %s: %v", owner.connector.name, err)
	}
	var offsets []connectorOffset
	for _, o := range committed.Sorted() {
		offsets = append(offsets, connectorOffset{
			Partition: map[string]jsontext.Value{
				"kafka_topic":     quoteJSON(o.Topic),
				"kafka_partition": jsontext.Value(strconv.Itoa(int(o.Partition))),
			},
			Offset: map[string]jsontext.Value{"kafka_offset": jsontext.Value(strconv.FormatInt(o.At, 10))},
		})
	}
	return offsets, nil
}

// readOffsets reads the body of a change of offsets.
func readOffsets(r *http.Request) ([]connectorOffset, error) {
	value, err := readValue(r)
	if err != nil {
		return nil, err
	}
	const class = "org.apache.kafka.connect.runtime.rest.entities.ConnectorOffset"
	members, err := objectMembers(value, class+"s", "offsets")
	if err != nil {
		return nil, err
	}
	var items []jsontext.Value
	if list := members["offsets"]; list != nil && list.Kind() != 'n' {
		if list.Kind() != '[' {
			return nil, cannotDeserialize("java.util.ArrayList", list)
		}
		if err := json.Unmarshal(list, &items, lenient); err != nil {
			return nil, err
		}
	}
	if len(items) == 0 {
		return nil, connectFailure(http.StatusBadRequest, "Partitions / offsets need to be provided for an alter offsets request")
	}
	offsets := make([]connectorOffset, len(items))
	for i, item := range items {
		members, err := objectMembers(item, class, "partition", "offset")
		if err != nil {
			return nil, err
		}
		if offsets[i].Partition, err = offsetKeys(members["partition"]); err != nil {
			return nil, err
		}
		if offsets[i].Offset, err = offsetKeys(members["offset"]); err != nil {
			return nil, err
		}
	}
	return offsets, nil
}

func offsetKeys(value jsontext.Value) (map[string]jsontext.Value, error) {
	if value == nil || value.Kind() == 'n' {
		return nil, nil
	}
	return mapMembers(value, "java.util.LinkedHashMap<java.lang.String,java.lang.Object>")
}

// changeableOffsets returns the owner of offsets that can be changed: those of
// a connector that is stopped.
func (w *connectWorker) changeableOffsets(r *http.Request) (offsetOwner, error) {
	if err := w.awaitChange(r.Context()); err != nil {
		return offsetOwner{}, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	owner, err := w.offsetOwner(r.PathValue("connector"))
	switch {
	case err != nil:
		return owner, err
	case owner.connector.target != targetStopped:
		return owner, connectFailure(http.StatusBadRequest,
			"Connectors must be in the STOPPED state before their offsets can be modified. This can be done for the specified connector by issuing a 'PUT' request to the '/connectors/%s/stop' endpoint",
			owner.connector.name)
	case owner.connector.busy: // its tasks are still stopping
		return owner, staleConfiguration()
	}
	return owner, nil
}

type connectMessage struct {
	Message string `json:"message"`
}

// changed says what was done. A connector without a hook of its own cannot
// confirm that it has no offsets elsewhere.
func (o offsetOwner) changed(verb string) connectMessage {
	if o.plugin.checkOffset != nil {
		return connectMessage{"The offsets for this connector have been " + verb + " successfully"}
	}
	return connectMessage{"The Connect framework-managed offsets for this connector have been " + verb +
		" successfully. Offsets that the connector keeps elsewhere have to be changed by hand."}
}

func (w *connectWorker) alterOffsets(rw http.ResponseWriter, r *http.Request) error {
	offsets, err := readOffsets(r)
	if err != nil {
		return err
	}
	owner, err := w.changeableOffsets(r)
	if err != nil {
		return err
	}
	if owner.plugin.kind == kindSink {
		err = w.alterSinkOffsets(r.Context(), owner, offsets)
	} else {
		err = w.alterSourceOffsets(owner, offsets)
	}
	if err != nil {
		return err
	}
	return writeJSON(rw, http.StatusOK, owner.changed("altered"))
}

// alterSourceOffsets checks all offsets before it changes any.
func (w *connectWorker) alterSourceOffsets(owner offsetOwner, offsets []connectorOffset) error {
	for _, o := range offsets {
		for _, keys := range []map[string]jsontext.Value{o.Partition, o.Offset} {
			for _, value := range keys {
				if value.Kind() == '{' || value.Kind() == '[' {
					return connectFailure(http.StatusInternalServerError,
						"Offsets may only contain primitive types as values, but one of them is an object or an array")
				}
			}
		}
		if owner.plugin.checkOffset == nil {
			continue
		}
		if err := owner.plugin.checkOffset(o.Partition, o.Offset); err != nil {
			return err
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, o := range offsets {
		owner.connector.offsets.set(o.Partition, o.Offset)
	}
	return nil
}

func (w *connectWorker) alterSinkOffsets(ctx context.Context, owner offsetOwner, offsets []connectorOffset) error {
	commits, removals, err := readSinkOffsets(owner.connector.name, offsets)
	if err != nil {
		return err
	}
	ctx, cancel := kafkaContext(ctx)
	defer cancel()
	if err := w.checkPartitions(ctx, commits); err != nil {
		return owner.alterFailed(err)
	}
	if len(commits) > 0 {
		if err := w.kafka.CommitAllOffsets(ctx, owner.group, commits); err != nil {
			return owner.alterFailed(err)
		}
	}
	if len(removals) > 0 {
		deleted, err := w.kafka.DeleteOffsets(ctx, owner.group, removals)
		if err == nil {
			err = deleted.Error()
		}
		if err != nil && !isMissingGroup(err) {
			return owner.alterFailed(err)
		}
	}
	return nil
}

func (o offsetOwner) alterFailed(err error) error {
	return connectFailure(http.StatusInternalServerError,
		"Failed to alter consumer group offsets for connector %s: %v", o.connector.name, err)
}

// checkPartitions wants the partitions to exist, which Kafka asks of an admin
// client's commits and the embedded cluster does not.
func (w *connectWorker) checkPartitions(ctx context.Context, commits kadm.Offsets) error {
	ends, err := w.kafka.ListEndOffsets(ctx, slices.Collect(maps.Keys(commits))...)
	if err != nil {
		return err
	}
	var missing error
	commits.Each(func(o kadm.Offset) {
		if end, ok := ends.Lookup(o.Topic, o.Partition); !ok || end.Err != nil {
			missing = kerr.UnknownTopicOrPartition
		}
	})
	return missing
}

// readSinkOffsets reads offsets of a sink connector: those to set and those to
// remove. Of several for one partition the last counts.
func readSinkOffsets(connector string, offsets []connectorOffset) (kadm.Offsets, kadm.TopicsSet, error) {
	commits, removals := make(kadm.Offsets), make(kadm.TopicsSet)
	for _, o := range offsets {
		at, err := readSinkPartition(o.Partition)
		if err != nil {
			return nil, nil, err
		}
		if o.Offset == nil {
			commits.DeleteFunc(func(c kadm.Offset) bool { return c.Topic == at.topic && c.Partition == at.partition })
			removals.Add(at.topic, at.partition)
			continue
		}
		offset, err := readSinkOffset(o.Offset)
		if err != nil {
			return nil, nil, err
		}
		if offset < 0 {
			return nil, nil, connectFailure(http.StatusInternalServerError, "Failed to modify offsets for sink connector %s", connector)
		}
		removals.Delete(at.topic, at.partition)
		commits.AddOffset(at.topic, at.partition, offset, -1)
	}
	commits.DeleteFunc(func(c kadm.Offset) bool { return removals.Lookup(c.Topic, c.Partition) })
	return commits, removals, nil
}

func readSinkPartition(keys map[string]jsontext.Value) (sinkPartition, error) {
	var partition sinkPartition
	if keys == nil {
		return partition, badOffset("The partition for a sink connector offset cannot be null or missing")
	}
	topic, hasTopic := keys["kafka_topic"]
	number, hasNumber := keys["kafka_partition"]
	if !hasTopic || !hasNumber {
		return partition, badOffset("The partition for a sink connector offset must contain the keys 'kafka_topic' and 'kafka_partition'")
	}
	name, err := jsonText(topic)
	if err != nil || name == nil {
		return partition, badOffset("Kafka topic names must be valid strings and may not be null")
	}
	if number.Kind() == 'n' {
		return partition, badOffset("Kafka partitions must be valid numbers and may not be null")
	}
	n, err := wholeNumber(number, 32)
	if err != nil {
		return partition, badOffset("Partition values for sink connectors need to be integers")
	}
	return sinkPartition{*name, int32(n)}, nil
}

func readSinkOffset(keys map[string]jsontext.Value) (int64, error) {
	value, ok := keys["kafka_offset"]
	if !ok {
		return 0, badOffset("The offset for a sink connector should either be null or contain the key 'kafka_offset'")
	}
	offset, err := wholeNumber(value, 64)
	if err != nil {
		return 0, badOffset("Offset values for sink connectors need to be integers")
	}
	return offset, nil
}

func badOffset(message string) error { return connectFailure(http.StatusBadRequest, "%s", message) }

// wholeNumber reads an integer that is given as a number or as a string.
func wholeNumber(value jsontext.Value, bits int) (int64, error) {
	return strconv.ParseInt(strings.Trim(string(value), `"`), 10, bits)
}

// isMissingGroup says that a sink has no offsets.
func isMissingGroup(err error) bool { return errors.Is(err, kerr.GroupIDNotFound) }

// resetOffsets removes all offsets: a sink's consumer group, and what is stored
// for a source.
func (w *connectWorker) resetOffsets(rw http.ResponseWriter, r *http.Request) error {
	owner, err := w.changeableOffsets(r)
	if err != nil {
		return err
	}
	if owner.plugin.kind == kindSink {
		ctx, cancel := kafkaContext(r.Context())
		defer cancel()
		if _, err := w.kafka.DeleteGroup(ctx, owner.group); err != nil && !isMissingGroup(err) {
			return connectFailure(http.StatusInternalServerError,
				"Failed to reset consumer group offsets for connector %s: %v", owner.connector.name, err)
		}
	} else {
		w.update(func() { clear(owner.connector.offsets) })
	}
	return writeJSON(rw, http.StatusOK, owner.changed("reset"))
}
