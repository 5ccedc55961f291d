package adminrest

import (
	"bytes"
	"cmp"
	"errors"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
)

// ConfigFromServiceKey reads URL and API key from the JSON of a service key:
// the array that "ibmcloud resource service-key NAME --output json" prints,
// the one object in it, or the object's credentials. It returns a Config with
// URL and Authenticator set. The error is [kafkarest.ErrInvalid] and names what
// is missing; it never holds what the service key holds.
func ConfigFromServiceKey(serviceKey []byte) (kafkarest.Config, error) {
	found, err := readServiceKey(serviceKey)
	if err != nil {
		return kafkarest.Config{}, api.Refuse("ConfigFromServiceKey", err.Error())
	}
	return kafkarest.Config{URL: found.KafkaAdminURL, Authenticator: auth.Basic("token", found.key())}, nil
}

// credentials are the members of a service key that a client needs. The plans
// of the service spell the key differently.
type credentials struct {
	KafkaAdminURL string `json:"kafka_admin_url"`
	APIKey        string `json:"api_key"`
	ApikeyInOne   string `json:"apikey"`
	Password      string `json:"password"`
}

func (c credentials) key() string { return cmp.Or(c.APIKey, c.ApikeyInOne, c.Password) }

// readServiceKey finds the credentials in a service key. The decoder's errors
// are not passed on: they can quote the key.
func readServiceKey(serviceKey []byte) (credentials, error) {
	object, err := onlyServiceKey(serviceKey)
	if err != nil {
		return credentials{}, err
	}
	var key struct {
		Credentials *credentials `json:"credentials"`
	}
	if err := json.Unmarshal(object, &key); err != nil {
		return credentials{}, errors.New("the service key is not the documented JSON")
	}
	if key.Credentials == nil {
		key.Credentials = new(credentials)
		if err := json.Unmarshal(object, key.Credentials); err != nil {
			return credentials{}, errors.New("the service key is not the documented JSON")
		}
	}
	var missing []string
	if key.Credentials.KafkaAdminURL == "" {
		missing = append(missing, "kafka_admin_url")
	}
	if key.Credentials.key() == "" {
		missing = append(missing, "api_key (or apikey, or password)")
	}
	if len(missing) > 0 {
		return credentials{}, errors.New("the service key's credentials have no " + strings.Join(missing, " and no "))
	}
	return *key.Credentials, nil
}

// onlyServiceKey is the object itself, or the one in the list.
func onlyServiceKey(serviceKey []byte) (jsontext.Value, error) {
	object := jsontext.Value(bytes.TrimSpace(serviceKey))
	if len(object) == 0 {
		return nil, errors.New("the service key is empty")
	}
	if object.Kind() != jsontext.KindBeginArray {
		return object, nil
	}
	var list []jsontext.Value
	if err := json.Unmarshal(object, &list); err != nil {
		return nil, errors.New("the service key is not the documented JSON")
	}
	switch len(list) {
	case 0:
		return nil, errors.New("the list of service keys is empty; does the key exist?")
	case 1:
		return list[0], nil
	}
	return nil, errors.New("there are several service keys; give one of them")
}
