//lint:file-ignore ST1005 The texts of the errors are part of the published behaviour.

package adminrestv1

import (
	"bytes"
	"context"
	stdjson "encoding/json"
	"fmt"
	"io"
	"reflect"

	"github.com/IBM/go-sdk-core/v5/core"
	"github.com/go-json-experiment/json"
)

// maxResult bounds the body of a success.
const maxResult = 256 << 20

// fetchObject carries out an operation whose result is an object.
func fetchObject[T any](ctx context.Context, service *AdminrestV1, op *operation, o options, unmarshal core.ModelUnmarshaller) (*T, *core.DetailedResponse, error) {
	return fetch[*T, map[string]stdjson.RawMessage](ctx, service, op, o, unmarshal)
}

// fetchList carries out an operation whose result is a list of objects.
func fetchList[T any](ctx context.Context, service *AdminrestV1, op *operation, o options, unmarshal core.ModelUnmarshaller) ([]T, *core.DetailedResponse, error) {
	return fetch[[]T, []stdjson.RawMessage](ctx, service, op, o, unmarshal)
}

// fetchStrings carries out an operation whose result is a list of strings.
func fetchStrings(ctx context.Context, service *AdminrestV1, op *operation, o options) ([]string, *core.DetailedResponse, error) {
	return fetch[[]string, []string](ctx, service, op, o, nil)
}

// fetch carries out an operation whose result is a T. Raw is what core reads
// an answer into, for unmarshal to make a T of it.
func fetch[T, Raw any](ctx context.Context, service *AdminrestV1, op *operation, o options, unmarshal core.ModelUnmarshaller) (result T, response *core.DetailedResponse, err error) {
	r, err := newRequest(ctx, service, op, o, true)
	if err != nil {
		return result, nil, err
	}
	stream, response, err := r.do()
	if err != nil {
		return result, response, r.failed(response, err)
	}
	body, err := readBody(stream, maxResult)
	if err == nil && len(body) > 0 {
		result, err = read[T, Raw](response, body, unmarshal)
	}
	if err != nil {
		return result, response, r.unreadable(response, body, err)
	}
	return result, response, nil
}

// readBody reads a body of up to limit bytes.
func readBody(stream io.ReadCloser, limit int64) ([]byte, error) {
	defer stream.Close()
	body, err := io.ReadAll(io.LimitReader(stream, limit+1))
	switch {
	case err != nil:
		return body, fmt.Errorf("An error occurred while reading the response body: %w", err)
	case int64(len(body)) > limit:
		return body, fmt.Errorf(core.ERRORMSG_READ_RESPONSE_BODY, fmt.Sprintf("it is longer than %d bytes", limit))
	}
	return body, nil
}

// read makes the result of a body and puts it into response.
func read[T, Raw any](response *core.DetailedResponse, body []byte, unmarshal core.ModelUnmarshaller) (T, error) {
	contentType := response.Headers.Get("Content-Type")
	if contentType != "application/json" && !core.IsJSONMimeType(contentType) {
		response.Result = body
		return *new(T), fmt.Errorf(core.ERRORMSG_UNEXPECTED_RESPONSE, contentType, reflect.TypeFor[*Raw]())
	}
	result, ok := readStrictly[T](body)
	if !ok {
		return readLeniently[T, Raw](response, body, unmarshal)
	}
	response.Result = result
	return result, nil
}

// readStrictly makes the result of a body that has nothing in it which core
// may take in its own way.
func readStrictly[T any](body []byte) (result T, ok bool) {
	if hasNullElement(body) {
		return result, false
	}
	ok = json.Unmarshal(body, &result) == nil
	return result, ok
}

// hasNullElement reports whether null stands somewhere else than as the value
// of a member. It may take a part of a string for that.
func hasNullElement(body []byte) bool {
	for {
		before, after, found := bytes.Cut(body, []byte("null"))
		if !found {
			return false
		}
		if !bytes.HasSuffix(bytes.TrimRight(before, " \t\r\n"), []byte(":")) {
			return true
		}
		body = after
	}
}

// readLeniently makes the result of a body, or the error, in the way of core:
// through a map of each object.
func readLeniently[T, Raw any](response *core.DetailedResponse, body []byte, unmarshal core.ModelUnmarshaller) (result T, err error) {
	var raw Raw
	err = stdjson.NewDecoder(bytes.NewReader(body)).Decode(&raw)
	if unmarshal == nil {
		result = any(raw).(T)
	}
	if err != nil {
		response.RawResult = body
		return result, fmt.Errorf(core.ERRORMSG_UNMARSHAL_RESPONSE_BODY, err)
	}
	response.Result = raw
	if core.IsNil(raw) {
		return result, nil
	}
	if unmarshal != nil {
		if err := core.UnmarshalModel(raw, "", &result, unmarshal); err != nil {
			return result, err
		}
	}
	response.Result = result
	return result, nil
}
