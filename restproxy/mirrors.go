package restproxy

import (
	"context"
	"fmt"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListMirrorTopics returns the mirror topics of a link. Confluent Server only:
// from what it adds to the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListMirrorTopics(ctx context.Context, link string, options *ListMirrorTopicsOptions, opts ...kafkarest.CallOption) ([]MirrorTopic, error) {
	query := listMirrorTopicsQuery{MirrorStatus: string(rest.ValueOf(options).Status)}
	return list(ctx, c.client, checkOne("link", link, newListMirrorTopicsRequest(c.id, link, query)), opts)
}

// ListMirrorTopicsOptions are the optional inputs of ListMirrorTopics and
// ListAllMirrorTopics.
type ListMirrorTopicsOptions struct {
	// Status selects the mirror topics of one status. Empty selects all.
	Status MirrorTopicStatus
}

// ListAllMirrorTopics returns the mirror topics of all links. Confluent Server
// only: from what it adds to the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListAllMirrorTopics(ctx context.Context, options *ListMirrorTopicsOptions, opts ...kafkarest.CallOption) ([]MirrorTopic, error) {
	query := listAllMirrorTopicsQuery{MirrorStatus: string(rest.ValueOf(options).Status)}
	return list(ctx, c.client, newListAllMirrorTopicsRequest(c.id, query), opts)
}

// GetMirrorTopicOptions are the optional inputs of GetMirrorTopic.
type GetMirrorTopicOptions struct {
	// IncludeStateTransitionErrors tells of the errors of its last change of
	// status too, where the server knows it.
	IncludeStateTransitionErrors bool
}

// GetMirrorTopic returns a mirror topic. One that does not exist is
// [kafkarest.ErrNotFound]. Confluent Server only: from what it adds to the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) GetMirrorTopic(ctx context.Context, link, mirror string, options *GetMirrorTopicOptions, opts ...kafkarest.CallOption) (*MirrorTopic, error) {
	query := getMirrorTopicQuery{IncludeStateTransitionErrors: rest.ValueOf(options).IncludeStateTransitionErrors}
	return rest.Fetch(ctx, c.client.rest, newGetMirrorTopicRequest(c.id, link, mirror, query), opts)
}

// StateTime is when the status became what it is.
func (m MirrorTopic) StateTime() time.Time { return timeOf(m.StateTimeMs) }

// CreateMirrorTopicOptions are the optional inputs of CreateMirrorTopic.
type CreateMirrorTopicOptions struct {
	// Name is the name of the mirror topic. Empty is that of the source.
	Name string
	// ReplicationFactor is the number of replicas of each partition. Zero
	// leaves it to the service.
	ReplicationFactor int32
	// Configs are the configs of the mirror topic by their names.
	Configs map[string]string
}

// CreateMirrorTopic creates a topic that mirrors the topic source of the other
// cluster of a link. The call is not sent again when its outcome is unknown.
// Confluent Server only: from what it adds to the Confluent REST Proxy for
// Apache Kafka.
func (c *Cluster) CreateMirrorTopic(ctx context.Context, link, source string, options *CreateMirrorTopicOptions, opts ...kafkarest.CallOption) error {
	o := rest.ValueOf(options)
	r := newCreateMirrorTopicRequest(c.id, link, createMirrorTopicBody{
		SourceTopicName:   source,
		MirrorTopicName:   o.Name,
		ReplicationFactor: o.ReplicationFactor,
		Configs:           newConfigs(o.Configs),
	})
	hideConfigs(&r, o.Configs)
	if source == "" {
		r.Refuse("the name of the source topic is empty")
	}
	return rest.Send(ctx, c.client.rest, r, opts)
}

// AlterMirrorTopicsOptions are the optional inputs of the calls that change
// mirror topics.
type AlterMirrorTopicsOptions struct {
	// NamePattern is a regular expression for the names of further mirror
	// topics, for newer servers.
	NamePattern string
	// ValidateOnly checks the change and does not make it.
	ValidateOnly bool
}

// A MirrorTopicOutcome is what became of the change of one mirror topic.
type MirrorTopicOutcome struct {
	// Name is the name of the mirror topic.
	Name string
	// Lags say how far each partition was behind.
	Lags []MirrorLag
	// Err is a *[kafkarest.Error] if the change failed.
	Err error
}

// PromoteMirrorTopics makes mirror topics of a link ordinary ones once they
// have caught up with their sources, and returns what became of each. If some
// failed there is a *[kafkarest.PartialError] too. The service accepts the
// change and may take a moment; WaitForMirrorTopic waits for
// MirrorTopicStatusStopped. Confluent Server only: from what it adds to the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) PromoteMirrorTopics(ctx context.Context, link string, mirrors []string, options *AlterMirrorTopicsOptions, opts ...kafkarest.CallOption) ([]MirrorTopicOutcome, error) {
	return alterMirrorTopics(ctx, c, newPromoteMirrorTopicsRequest, link, mirrors, options, opts)
}

// FailoverMirrorTopics makes mirror topics of a link ordinary ones at once,
// also where their sources are lost; what has not been mirrored is not there.
// Otherwise it is as PromoteMirrorTopics. Confluent Server only: from what it
// adds to the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) FailoverMirrorTopics(ctx context.Context, link string, mirrors []string, options *AlterMirrorTopicsOptions, opts ...kafkarest.CallOption) ([]MirrorTopicOutcome, error) {
	return alterMirrorTopics(ctx, c, newFailoverMirrorTopicsRequest, link, mirrors, options, opts)
}

// PauseMirrorTopics stops the mirroring of mirror topics of a link until
// ResumeMirrorTopics. Its results are as those of PromoteMirrorTopics.
// Confluent Server only: from what it adds to the Confluent REST Proxy for
// Apache Kafka.
func (c *Cluster) PauseMirrorTopics(ctx context.Context, link string, mirrors []string, options *AlterMirrorTopicsOptions, opts ...kafkarest.CallOption) ([]MirrorTopicOutcome, error) {
	return alterMirrorTopics(ctx, c, newPauseMirrorTopicsRequest, link, mirrors, options, opts)
}

// ResumeMirrorTopics goes on with the mirroring of mirror topics of a link that
// are paused. Its results are as those of PromoteMirrorTopics. Confluent Server
// only: from what it adds to the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ResumeMirrorTopics(ctx context.Context, link string, mirrors []string, options *AlterMirrorTopicsOptions, opts ...kafkarest.CallOption) ([]MirrorTopicOutcome, error) {
	return alterMirrorTopics(ctx, c, newResumeMirrorTopicsRequest, link, mirrors, options, opts)
}

// PromoteLocalAndStartRemoteMirror makes mirror topics of a link ordinary ones
// and their sources mirrors of them. Newer servers have ReverseAndStartMirror
// in its place. Its results are as those of PromoteMirrorTopics. Confluent
// Server only: from what it adds to the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) PromoteLocalAndStartRemoteMirror(ctx context.Context, link string, mirrors []string, options *AlterMirrorTopicsOptions, opts ...kafkarest.CallOption) ([]MirrorTopicOutcome, error) {
	return alterMirrorTopics(ctx, c, newPromoteLocalAndStartRemoteMirrorRequest, link, mirrors, options, opts)
}

// PromoteLocalAndPauseRemoteMirror is PromoteLocalAndStartRemoteMirror with the
// new mirrors paused. Newer servers have ReverseAndPauseMirror in its place.
// Confluent Server only: from what it adds to the Confluent REST Proxy for
// Apache Kafka.
func (c *Cluster) PromoteLocalAndPauseRemoteMirror(ctx context.Context, link string, mirrors []string, options *AlterMirrorTopicsOptions, opts ...kafkarest.CallOption) ([]MirrorTopicOutcome, error) {
	return alterMirrorTopics(ctx, c, newPromoteLocalAndPauseRemoteMirrorRequest, link, mirrors, options, opts)
}

// ReverseAndStartMirror is what newer servers have in place of
// PromoteLocalAndStartRemoteMirror. Confluent Server only: from what it adds to
// the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ReverseAndStartMirror(ctx context.Context, link string, mirrors []string, options *AlterMirrorTopicsOptions, opts ...kafkarest.CallOption) ([]MirrorTopicOutcome, error) {
	return alterMirrorTopics(ctx, c, newReverseAndStartMirrorRequest, link, mirrors, options, opts)
}

// ReverseAndPauseMirror is what newer servers have in place of
// PromoteLocalAndPauseRemoteMirror. Confluent Server only: from what it adds to
// the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ReverseAndPauseMirror(ctx context.Context, link string, mirrors []string, options *AlterMirrorTopicsOptions, opts ...kafkarest.CallOption) ([]MirrorTopicOutcome, error) {
	return alterMirrorTopics(ctx, c, newReverseAndPauseMirrorRequest, link, mirrors, options, opts)
}

// alterMirrorTopics sends one of the changes of mirror topics, which differ in
// their path alone.
func alterMirrorTopics[Q ~struct{ ValidateOnly bool }](
	ctx context.Context, c *Cluster,
	newRequest func(clusterID, link string, query Q, body alterMirrorTopicsBody) rest.Request[*alteredMirrorTopicList],
	link string, mirrors []string, options *AlterMirrorTopicsOptions, opts []kafkarest.CallOption,
) ([]MirrorTopicOutcome, error) {
	o := rest.ValueOf(options)
	body := alterMirrorTopicsBody{MirrorTopicNames: mirrors, MirrorTopicNamePattern: o.NamePattern}
	r := newRequest(c.id, link, Q{ValidateOnly: o.ValidateOnly}, body)
	if len(mirrors) == 0 && o.NamePattern == "" {
		r.Refuse("there are no mirror topics to change")
	}
	altered, err := rest.Fetch(ctx, c.client.rest, r, opts)
	if err != nil {
		return nil, err
	}
	results, errs := make([]MirrorTopicOutcome, len(altered.Data)), make([]error, len(altered.Data))
	for i, a := range altered.Data {
		if a.ErrorCode != 0 {
			errs[i] = itemError(r.Operation().Name, fmt.Sprintf("mirror topic %q", a.MirrorTopicName), Code(a.ErrorCode), a.ErrorMessage)
		}
		results[i] = MirrorTopicOutcome{Name: a.MirrorTopicName, Lags: a.MirrorLags, Err: errs[i]}
	}
	return results, rest.Partial(r.Operation().Name, errs)
}
