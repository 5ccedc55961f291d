package kafkaresttest

import (
	"compress/gzip"
	"io"
	"log/slog"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"
)

const transactionIDHeader = "X-Global-Transaction-Id"

// adminREST is the IBM Event Streams Administration REST API. Its operations
// are in the adminrest_*.go file of the resource they are about.
type adminREST struct {
	kafka     *kafka
	options   AdminRESTOptions
	logger    *slog.Logger
	router    router
	deletions deletions
	mirroring mirroringSelection
}

func newAdminREST(k *kafka, logger *slog.Logger, opts AdminRESTOptions) *adminREST {
	a := &adminREST{kafka: k, options: opts, logger: logger}
	a.router = a.routes()
	return a
}

func (a *adminREST) routes() router {
	return router{
		{"POST", "/admin/topics", a.operation(a.createTopic)},
		{"GET", "/admin/topics", a.operation(a.listTopics)},
		{"GET", "/admin/topics/{topic_name}", a.operation(a.getTopic)},
		{"PATCH", "/admin/topics/{topic_name}", a.operation(a.updateTopic)},
		{"DELETE", "/admin/topics/{topic_name}", a.operation(a.deleteTopic)},
		{"DELETE", "/admin/topics/{topic_name}/records", a.operation(a.deleteTopicRecords)},

		{"GET", "/admin/mirroring/topic-selection", a.operation(a.getMirroringTopicSelection)},
		{"POST", "/admin/mirroring/topic-selection", a.operation(a.replaceMirroringTopicSelection)},
		{"GET", "/admin/mirroring/active-topics", a.operation(a.getMirroringActiveTopics)},

		{"GET", "/admin/quotas", a.operation(a.listQuotas)},
		{"POST", "/admin/quotas/{entity_name}", a.operation(a.createQuota)},
		{"GET", "/admin/quotas/{entity_name}", a.operation(a.getQuota)},
		{"PATCH", "/admin/quotas/{entity_name}", a.operation(a.updateQuota)},
		{"DELETE", "/admin/quotas/{entity_name}", a.operation(a.deleteQuota)},

		{"GET", "/admin/consumergroups", a.operation(a.listConsumerGroups)},
		{"GET", "/admin/consumergroups/{group_id}", a.operation(a.getConsumerGroup)},
		{"PATCH", "/admin/consumergroups/{group_id}", a.operation(a.updateConsumerGroup)},
		{"DELETE", "/admin/consumergroups/{group_id}", a.operation(a.deleteConsumerGroup)},

		{"GET", "/admin/brokers", a.operation(a.listBrokers)},
		{"GET", "/admin/brokers/{broker_id}", a.operation(a.getBroker)},
		{"GET", "/admin/brokers/{broker_id}/configs", a.operation(a.getBrokerConfig)},
		{"GET", "/admin/cluster", a.operation(a.getCluster)},

		{"GET", "/admin/status", a.operation(a.getStatus)},
		{"GET", "/alive", a.operation(a.alive)},
	}
}

// operation makes a handler of an operation that returns an [adminRESTError],
// or any error from Kafka, in place of an answer.
func (a *adminREST) operation(run func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := kafkaContext(r.Context())
		defer cancel()
		err := run(w, r.WithContext(ctx))
		if err == nil {
			return
		}
		failure := asAdminRESTError(err)
		logFailure(a.logger, AdminREST, r, failure.status, err)
		failure.write(w)
	}
}

func (a *adminREST) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	handler, allowed := a.router.find(r)
	switch {
	case handler != nil:
		handler(w, r)
	case len(allowed) > 0:
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		a.refuse(w, r, http.StatusMethodNotAllowed)
	default:
		a.refuse(w, r, http.StatusNotFound)
	}
}

// begin gives the answer its transaction ID: the client's own, or a new one.
func (a *adminREST) begin(w http.ResponseWriter, r *http.Request) {
	id := r.Header.Get(transactionIDHeader)
	if id == "" {
		id = newUUID()
	}
	w.Header().Set(transactionIDHeader, id)
}

func (a *adminREST) reset() {
	a.deletions.stop()
	a.mirroring.set(nil)
}

// alive wants credentials like every other operation: the API description
// declares them for all.
func (a *adminREST) alive(w http.ResponseWriter, _ *http.Request) error {
	w.WriteHeader(http.StatusOK)
	return nil
}

type instanceStatus struct {
	Status string `json:"status"`
}

func (a *adminREST) getStatus(w http.ResponseWriter, r *http.Request) error {
	status := instanceStatus{Status: "available"}
	if _, err := a.kafka.BrokerMetadata(r.Context()); err != nil {
		status.Status = "offline"
	}
	return writeJSON(w, http.StatusOK, status)
}

// answer sends the result of an operation, accept says that one without a
// result is done or will be. Both set the headers documented for success; the
// operations documented without these use writeJSON.
func (a *adminREST) answer(w http.ResponseWriter, result any) error {
	setSuccessHeaders(w.Header())
	return writeJSON(w, http.StatusOK, result)
}

func (a *adminREST) accept(w http.ResponseWriter) error {
	setSuccessHeaders(w.Header())
	w.WriteHeader(http.StatusAccepted)
	return nil
}

func setSuccessHeaders(h http.Header) {
	h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	h.Set("Cache-Control", "no-cache, no-store")
	h.Set("Pragma", "no-cache")
}

// readJSON reads the request's body. Unknown members are ignored; a member of
// the wrong type makes the body as invalid as a syntax error does.
func readJSON(r *http.Request, into any) error {
	body, err := readEncoded(r)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(body, into); err != nil {
		return adminRESTBadBody(err)
	}
	return nil
}

// readEncoded reads the request's body, which may be compressed. It is bounded
// after that as before.
func readEncoded(r *http.Request) ([]byte, error) {
	switch encoding := r.Header.Get("Content-Encoding"); strings.ToLower(encoding) {
	case "", "identity":
		return io.ReadAll(r.Body)
	case "gzip", "x-gzip":
	default:
		return nil, adminRESTError{status: http.StatusUnsupportedMediaType, message: "The content encoding is not supported: " + encoding}
	}
	unzipped, err := gzip.NewReader(r.Body)
	if err != nil {
		return nil, adminRESTBadBody(err)
	}
	body, err := io.ReadAll(io.LimitReader(unzipped, maxBody+1))
	switch {
	case err != nil:
		return nil, adminRESTBadBody(err)
	case len(body) > maxBody:
		return nil, adminRESTError{status: http.StatusRequestEntityTooLarge, message: http.StatusText(http.StatusRequestEntityTooLarge)}
	}
	return body, nil
}

func adminRESTBadBody(err error) error {
	return adminRESTError{status: http.StatusBadRequest, message: "The request body is not valid: " + err.Error()}
}
