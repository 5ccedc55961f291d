package kafkaresttest

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
)

// defaultEntity is the name under which the API knows Kafka's default user.
const defaultEntity = "default"

// quotaDetail holds byte rates in bytes per second; nil for one that is not
// set.
type quotaDetail struct {
	ProducerByteRate *int64 `json:"producer_byte_rate,omitzero"`
	ConsumerByteRate *int64 `json:"consumer_byte_rate,omitzero"`
}

type entityQuotaDetail struct {
	EntityName  string `json:"entity_name"`
	quotaDetail `json:",inline"`
}

type quotaList struct {
	Data []entityQuotaDetail `json:"data"`
}

func (a *adminREST) listQuotas(w http.ResponseWriter, r *http.Request) error {
	quotas, err := a.quotas(r.Context())
	if err != nil {
		return err
	}
	var list quotaList
	for _, name := range slices.Sorted(maps.Keys(quotas)) {
		list.Data = append(list.Data, entityQuotaDetail{name, quotas[name]})
	}
	return a.answer(w, list)
}

func (a *adminREST) getQuota(w http.ResponseWriter, r *http.Request) error {
	_, quota, err := a.existingQuota(r)
	if err != nil {
		return err
	}
	return a.answer(w, quota)
}

func (a *adminREST) createQuota(w http.ResponseWriter, r *http.Request) error {
	var request quotaDetail
	if err := readJSON(r, &request); err != nil {
		return err
	}
	name, err := entityName(r)
	if err != nil {
		return err
	}
	quotas, err := a.quotas(r.Context())
	if err != nil {
		return err
	}
	if _, exists := quotas[name]; exists {
		return adminRESTInvalid(kerr.DuplicateResource, "Entity %q has a quota already.", name)
	}
	if err := a.setQuota(r.Context(), name, request); err != nil {
		return err
	}
	return a.accept(w)
}

// updateQuota sets the rates that the request has and leaves the other as it
// is.
func (a *adminREST) updateQuota(w http.ResponseWriter, r *http.Request) error {
	var request quotaDetail
	if err := readJSON(r, &request); err != nil {
		return err
	}
	name, _, err := a.existingQuota(r)
	if err != nil {
		return err
	}
	if err := a.setQuota(r.Context(), name, request); err != nil {
		return err
	}
	return a.accept(w)
}

func (a *adminREST) deleteQuota(w http.ResponseWriter, r *http.Request) error {
	name, quota, err := a.existingQuota(r)
	if err != nil {
		return err
	}
	removal := kadm.AlterClientQuotaEntry{Entity: quotaEntity(name)}
	for key := range quota.rates() {
		removal.Ops = append(removal.Ops, kadm.AlterClientQuotaOp{Key: key, Remove: true})
	}
	if err := a.kafka.alterQuota(r.Context(), removal); err != nil {
		return err
	}
	return a.accept(w)
}

// entityName returns the entity that the request's path names, if it is one of
// the documented forms.
func entityName(r *http.Request) (string, error) {
	name := r.PathValue("entity_name")
	if name != defaultEntity && !strings.HasPrefix(name, "iam-ServiceId") {
		return "", adminRESTInvalid(kerr.InvalidRequest, "Entity %q is neither %q nor an IAM service ID.", name, defaultEntity)
	}
	return name, nil
}

func quotaEntity(name string) kadm.ClientQuotaEntity {
	user := kadm.ClientQuotaEntityComponent{Type: "user"}
	if name != defaultEntity {
		user.Name = &name
	}
	return kadm.ClientQuotaEntity{user}
}

// existingQuota returns the entity that the request's path names and its quota.
func (a *adminREST) existingQuota(r *http.Request) (string, quotaDetail, error) {
	name := r.PathValue("entity_name")
	quotas, err := a.quotas(r.Context())
	if err != nil {
		return "", quotaDetail{}, err
	}
	quota, exists := quotas[name]
	if !exists {
		return "", quotaDetail{}, adminRESTNotFound(kerr.ResourceNotFound, "Entity %q has no quota.", name)
	}
	return name, quota, nil
}

// quotas returns the byte rates of all users. Quotas of client IDs and of a
// user together with a client ID have no name in this API.
func (a *adminREST) quotas(ctx context.Context) (map[string]quotaDetail, error) {
	described, err := a.kafka.DescribeClientQuotas(ctx, false, nil)
	if err != nil {
		return nil, err
	}
	quotas := make(map[string]quotaDetail)
	for _, entry := range described {
		if len(entry.Entity) != 1 || entry.Entity[0].Type != "user" {
			continue
		}
		name := defaultEntity
		if entry.Entity[0].Name != nil {
			name = *entry.Entity[0].Name
		}
		var quota quotaDetail
		for _, value := range entry.Values {
			rate := int64(value.Value)
			switch value.Key {
			case "producer_byte_rate":
				quota.ProducerByteRate = &rate
			case "consumer_byte_rate":
				quota.ConsumerByteRate = &rate
			}
		}
		if len(quota.rates()) > 0 {
			quotas[name] = quota
		}
	}
	return quotas, nil
}

// rates returns the rates that are set, by Kafka's name for them.
func (q quotaDetail) rates() map[string]int64 {
	rates := make(map[string]int64)
	if q.ProducerByteRate != nil {
		rates["producer_byte_rate"] = *q.ProducerByteRate
	}
	if q.ConsumerByteRate != nil {
		rates["consumer_byte_rate"] = *q.ConsumerByteRate
	}
	return rates
}

func (a *adminREST) setQuota(ctx context.Context, name string, quota quotaDetail) error {
	if len(quota.rates()) == 0 {
		return adminRESTInvalid(kerr.InvalidRequest, "Neither producer_byte_rate nor consumer_byte_rate is given.")
	}
	change := kadm.AlterClientQuotaEntry{Entity: quotaEntity(name)}
	for key, rate := range quota.rates() {
		if rate <= 0 { // Kafka's rule, which the embedded cluster does not apply
			return adminRESTInvalid(kerr.InvalidRequest, "%s must be greater than 0.", key)
		}
		change.Ops = append(change.Ops, kadm.AlterClientQuotaOp{Key: key, Value: float64(rate)})
	}
	return a.kafka.alterQuota(ctx, change)
}
