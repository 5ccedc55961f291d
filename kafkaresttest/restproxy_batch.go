package kafkaresttest

import (
	"net/http"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// maxBatchBody is the largest body of a batch that is read, in bytes.
const maxBatchBody = 64 << 20

const maxBatchIDLength = 80

type produceBatchRequest struct {
	Entries []jsontext.Value `json:"entries"`
}

type produceBatchEntry struct {
	ID             jsontext.Value `json:"id"`
	produceRequest `json:",inline"`
}

type produceBatchResponse struct {
	Successes []batchSuccess `json:"successes"`
	Failures  []batchFailure `json:"failures"`
}

type batchSuccess struct {
	ID            string `json:"id"`
	produceResult `json:",inline"`
}

type batchFailure struct {
	ID                 string `json:"id"`
	restProxyErrorBody `json:",inline"`
}

func batchError(message string) restProxyError { return restProxyConstraint(42208, "%s", message) }

// produceBatch refuses a batch as a whole for its form, and its records one by
// one, each when the one before is done with.
func (p *restProxy) produceBatch(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxBatchBody)
	request, err := readRequest[produceBatchRequest](r, batchError("Request body is empty. Data is required."))
	if err != nil {
		return err
	}
	entries, ids, err := p.readBatch(request)
	if err != nil {
		return err
	}
	sender := p.newProducer(r)
	defer sender.close()
	var response produceBatchResponse
	for i := range entries {
		out, _ := sender.send(p.life, &entries[i].produceRequest, len(request.Entries[i]))
		if out == nil {
			continue // a fault has lost it
		}
		o := <-out
		p.abortAtEnd()
		if o.err != nil {
			response.Failures = append(response.Failures, batchFailure{ids[i], asRESTProxyError(o.err).inBand()})
			continue
		}
		response.Successes = append(response.Successes, batchSuccess{ids[i], o.result})
	}
	return writeJSON(w, http.StatusMultiStatus, response)
}

// readBatch returns the entries of a batch and their IDs.
func (p *restProxy) readBatch(request produceBatchRequest) ([]produceBatchEntry, []string, error) {
	entries := make([]produceBatchEntry, len(request.Entries))
	for i, value := range request.Entries {
		if err := decodeAsJackson(value, &entries[i]); err != nil {
			return nil, nil, asBadBody(err)
		}
		if entries[i].ID == nil {
			return nil, nil, missing("ProduceBatchRequestEntry", "id")
		}
		if err := entries[i].check(); err != nil {
			return nil, nil, err
		}
	}
	switch {
	case len(entries) == 0:
		return nil, nil, batchError("Empty batch.")
	case len(entries) > p.options.BatchMaxEntries:
		return nil, nil, batchError("Too many entries in batch.")
	}
	var ids []string
	for _, entry := range entries {
		id, ok := batchID(entry.ID)
		switch {
		case !ok:
			return nil, nil, batchError("Batch entry identifier is not a valid string.")
		case slices.Contains(ids, id):
			return nil, nil, batchError("Batch entry IDs are not distinct.")
		}
		ids = append(ids, id)
	}
	return entries, ids, nil
}

// batchID reads the ID of an entry: a string of 1 to 80 letters, digits, "_"
// and "-".
func batchID(value jsontext.Value) (string, bool) {
	var id string
	if value.Kind() != '"' || json.Unmarshal(value, &id) != nil {
		return "", false
	}
	foreign := strings.ContainsFunc(id, func(c rune) bool {
		return !('0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || c == '_' || c == '-')
	})
	return id, id != "" && len(id) <= maxBatchIDLength && !foreign
}
