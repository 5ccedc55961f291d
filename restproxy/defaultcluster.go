package restproxy

import (
	"context"
	"slices"
	"sync"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// DefaultCluster returns the only cluster that the service knows. It asks once
// and then remembers it. Calls at the same time share one request, which has
// the options of the first of them and goes on while anyone waits for it; each
// call ends with its own ctx. None or several clusters are an error that has a
// *[DefaultClusterError], and one without an identifier is an error too;
// neither is remembered, nor is any other failure. In Confluent Cloud use
// Cluster: it does not list clusters.
func (c *Client) DefaultCluster(ctx context.Context, opts ...kafkarest.CallOption) (*Cluster, error) {
	if ctx.Err() != nil {
		return nil, api.Error(defaultClusterOperation, "", ctx.Err())
	}
	found, inquiry := c.defaultCluster.join(ctx, c, opts)
	if found != nil {
		return found, nil
	}
	select {
	case <-inquiry.done:
	case <-ctx.Done():
		c.defaultCluster.leave(inquiry)
		return nil, api.Error(defaultClusterOperation, "there was no answer yet", ctx.Err())
	}
	if response := rest.OptionsOf(opts).Response; response != nil {
		*response = inquiry.response
	}
	return inquiry.cluster, inquiry.err
}

const defaultClusterOperation = "DefaultCluster"

// defaultCluster is the cluster that DefaultCluster found, or the inquiry about
// it that is under way.
type defaultCluster struct {
	mu      sync.Mutex
	found   *Cluster
	inquiry *inquiry // nil while nobody waits
}

// An inquiry is a request for which several callers wait.
type inquiry struct {
	cancel  context.CancelFunc
	waiting int // callers

	done     chan struct{} // closed when what follows is there
	cluster  *Cluster
	err      error
	response kafkarest.Response
}

// join returns the cluster if it is known, and else the inquiry to wait for.
func (d *defaultCluster) join(ctx context.Context, client *Client, opts []kafkarest.CallOption) (*Cluster, *inquiry) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.found != nil {
		return d.found, nil
	}
	if d.inquiry == nil {
		q := &inquiry{done: make(chan struct{})}
		d.inquiry = q
		ctx, q.cancel = context.WithCancel(context.WithoutCancel(ctx))
		go func() {
			defer close(q.done)
			// A caller that is gone must not have its response written to.
			q.cluster, q.err = client.findDefaultCluster(ctx, append(slices.Clone(opts), kafkarest.Capture(&q.response)))
			d.end(q)
		}()
	}
	d.inquiry.waiting++
	return nil, d.inquiry
}

// end keeps what an inquiry has found.
func (d *defaultCluster) end(q *inquiry) {
	d.mu.Lock()
	defer d.mu.Unlock()
	q.cancel()
	if q.err == nil {
		d.found = q.cluster
	}
	if d.inquiry == q {
		d.inquiry = nil
	}
}

// leave is called by those that do not wait any longer. The last of them ends
// the inquiry.
func (d *defaultCluster) leave(q *inquiry) {
	d.mu.Lock()
	defer d.mu.Unlock()
	q.waiting--
	if q.waiting > 0 {
		return
	}
	q.cancel()
	if d.inquiry == q {
		d.inquiry = nil
	}
}

// findDefaultCluster asks for the only cluster.
func (c *Client) findDefaultCluster(ctx context.Context, opts []kafkarest.CallOption) (*Cluster, error) {
	clusters, err := c.ListClusters(ctx, opts...)
	if err != nil {
		return nil, rest.Named(defaultClusterOperation, err)
	}
	if len(clusters) != 1 {
		cause := &DefaultClusterError{ClusterIDs: []string{}}
		for _, info := range clusters {
			cause.ClusterIDs = append(cause.ClusterIDs, info.ID)
		}
		return nil, api.Error(defaultClusterOperation, "", cause)
	}
	if clusters[0].ID == "" {
		return nil, api.Error(defaultClusterOperation, "the service gave its cluster no identifier", nil)
	}
	return c.Cluster(clusters[0].ID), nil
}
