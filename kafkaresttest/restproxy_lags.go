package kafkaresttest

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
)

type restProxyLag struct {
	resource        `json:",inline"`
	ClusterID       string  `json:"cluster_id"`
	ConsumerGroupID string  `json:"consumer_group_id"`
	TopicName       string  `json:"topic_name"`
	PartitionID     int32   `json:"partition_id"`
	ConsumerID      string  `json:"consumer_id"` // empty, with client_id, for a partition that no member has
	InstanceID      *string `json:"instance_id"`
	ClientID        string  `json:"client_id"`
	CurrentOffset   int64   `json:"current_offset"`
	LogEndOffset    int64   `json:"log_end_offset"`
	Lag             int64   `json:"lag"`
}

// lags returns how far a group is behind, by partition that it has committed an
// offset of, the farthest first. There is at least one.
func (p *restProxy) lags(r *http.Request) (consumerGroup, []restProxyLag, error) {
	id := r.PathValue("consumer_group_id")
	group, err := p.kafka.consumerGroup(r.Context(), id)
	if isNoGroup(err) {
		return group, nil, restProxyNotFound("Consumer Group %s could not be found.", id)
	}
	if err != nil {
		return group, nil, err
	}
	lags, err := p.lagsOf(r.Context(), p.links(r), group)
	if err == nil && len(lags) == 0 {
		err = restProxyNotFound("Consumer group offsets could not be found.")
	}
	return group, lags, err
}

// lagsOf compares what is committed with the ends that a reader of committed
// records sees.
func (p *restProxy) lagsOf(ctx context.Context, l clusterLinks, group consumerGroup) ([]restProxyLag, error) {
	committed, err := p.kafka.FetchOffsets(ctx, group.id)
	if err != nil {
		return nil, err
	}
	topics := committed.Partitions().Topics()
	if len(topics) == 0 { // no topics would mean all of them
		return nil, nil
	}
	ends, err := p.kafka.ListCommittedOffsets(ctx, topics...)
	if err != nil {
		return nil, err
	}
	var lags []restProxyLag
	for _, c := range committed.Sorted() {
		end, ok := ends.Lookup(c.Topic, c.Partition)
		if !ok || end.Err != nil || c.At < 0 {
			continue // the partition is gone
		}
		partition := decimal(c.Partition)
		lag := restProxyLag{
			resource: l.resource("KafkaConsumerLag", l.group(group.id, "lags", c.Topic, "partitions", partition),
				"consumer-group", group.id, "lag", c.Topic, "partition", partition),
			ClusterID:       l.id,
			ConsumerGroupID: group.id,
			TopicName:       c.Topic,
			PartitionID:     c.Partition,
			CurrentOffset:   c.At,
			LogEndOffset:    end.Offset,
			Lag:             max(0, end.Offset-c.At),
		}
		for _, member := range group.members {
			if member.assigned.Lookup(c.Topic, c.Partition) {
				lag.ConsumerID, lag.InstanceID, lag.ClientID = member.id, member.instance, member.client
			}
		}
		lags = append(lags, lag)
	}
	slices.SortStableFunc(lags, func(x, y restProxyLag) int {
		return cmp.Or(cmp.Compare(y.Lag, x.Lag), strings.Compare(x.TopicName, y.TopicName), cmp.Compare(x.PartitionID, y.PartitionID))
	})
	return lags, nil
}

func (p *restProxy) listConsumerLags(w http.ResponseWriter, r *http.Request) error {
	group, lags, err := p.lags(r)
	if err != nil {
		return err
	}
	return writeList(w, "KafkaConsumerLagList", p.links(r).group(group.id, "lags"), lags)
}

func (p *restProxy) getConsumerLag(w http.ResponseWriter, r *http.Request) error {
	_, lags, err := p.lags(r)
	if err != nil {
		return err
	}
	for _, lag := range lags {
		if lag.TopicName == r.PathValue("topic_name") && lag.PartitionID == pathNumber(r, "partition_id") {
			return writeJSON(w, http.StatusOK, lag)
		}
	}
	return restProxyStatus(http.StatusNotFound)
}

type restProxyLagSummary struct {
	resource          `json:",inline"`
	ClusterID         string  `json:"cluster_id"`
	ConsumerGroupID   string  `json:"consumer_group_id"`
	MaxLag            int64   `json:"max_lag"`
	TotalLag          int64   `json:"total_lag"`
	MaxLagConsumerID  string  `json:"max_lag_consumer_id"`
	MaxLagConsumer    related `json:"max_lag_consumer"`
	MaxLagClientID    string  `json:"max_lag_client_id"`
	MaxLagInstanceID  *string `json:"max_lag_instance_id"`
	MaxLagTopicName   string  `json:"max_lag_topic_name"`
	MaxLagPartitionID int32   `json:"max_lag_partition_id"`
	MaxLagPartition   related `json:"max_lag_partition"`
}

func (p *restProxy) getConsumerGroupLagSummary(w http.ResponseWriter, r *http.Request) error {
	group, lags, err := p.lags(r)
	if err != nil {
		return err
	}
	l, most := p.links(r), lags[0]
	summary := restProxyLagSummary{
		resource:          l.resource("KafkaConsumerGroupLagSummary", l.group(group.id, "lag-summary"), "consumer-group", group.id, "lag-summary", ""),
		ClusterID:         l.id,
		ConsumerGroupID:   group.id,
		MaxLag:            most.Lag,
		MaxLagConsumerID:  most.ConsumerID,
		MaxLagConsumer:    related{l.group(group.id, "consumers", most.ConsumerID)},
		MaxLagClientID:    most.ClientID,
		MaxLagInstanceID:  most.InstanceID,
		MaxLagTopicName:   most.TopicName,
		MaxLagPartitionID: most.PartitionID,
		MaxLagPartition:   related{l.partition(most.TopicName, most.PartitionID)},
	}
	for _, lag := range lags {
		summary.TotalLag += lag.Lag
	}
	return writeJSON(w, http.StatusOK, summary)
}
