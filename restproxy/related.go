package restproxy

import (
	"net/url"
	"path"
	"strconv"
)

// BrokerID is the broker that a link leads to: the controller of a cluster, the
// leader of a partition, the coordinator of a group. It is false for a link
// that is not there, or does not end in the number of a broker.
func (r Related) BrokerID() (int32, bool) {
	u, err := url.Parse(r.URL)
	if err != nil {
		return 0, false
	}
	id, err := strconv.ParseInt(path.Base(u.Path), 10, 32)
	return int32(id), err == nil
}
