package adminrest

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// GetMirroringTopicSelection returns which topics are selected for mirroring. A
// cluster that is not the target of mirroring answers [kafkarest.ErrNotFound].
// From the IBM Event Streams Administration REST API.
func (c *Client) GetMirroringTopicSelection(ctx context.Context, opts ...kafkarest.CallOption) (*MirroringTopicSelection, error) {
	return rest.Fetch(ctx, c.rest, newGetMirroringTopicSelectionRequest(), opts)
}

// ReplaceMirroringTopicSelection selects the topics that are mirrored, by name
// or by regular expressions such as "^orders_.*", in place of all that were
// selected before; none stops mirroring. It returns the new selection. A
// cluster that is not the target of mirroring answers [kafkarest.ErrNotFound].
// From the IBM Event Streams Administration REST API.
func (c *Client) ReplaceMirroringTopicSelection(ctx context.Context, includes []string, opts ...kafkarest.CallOption) (*MirroringTopicSelection, error) {
	body := MirroringTopicSelection{Includes: includes}
	return rest.Fetch(ctx, c.rest, newReplaceMirroringTopicSelectionRequest(body), opts)
}

// GetMirroringActiveTopics returns the topics that are being mirrored. A
// cluster that is not the target of mirroring answers [kafkarest.ErrNotFound].
// From the IBM Event Streams Administration REST API.
func (c *Client) GetMirroringActiveTopics(ctx context.Context, opts ...kafkarest.CallOption) (*MirroringActiveTopics, error) {
	return rest.Fetch(ctx, c.rest, newGetMirroringActiveTopicsRequest(), opts)
}
