package kafkaresttest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// asJackson reads JSON as the proxy's parser does: the last of several members
// of one name counts, scalars may be strings and the other way round, numbers
// lose what a whole one cannot hold, and an unknown member is an error.
var asJackson = json.JoinOptions(
	jsontext.AllowDuplicateNames(true),
	jsontext.AllowInvalidUTF8(true),
	json.RejectUnknownMembers(true),
	json.WithUnmarshalers(json.JoinUnmarshalers(
		json.UnmarshalFromFunc(coerceText),
		json.UnmarshalFromFunc(coerceTruth),
		json.UnmarshalFromFunc(coerceNumber[int16]),
		json.UnmarshalFromFunc(coerceNumber[int32]),
		json.UnmarshalFromFunc(coerceLong),
	)),
)

func coerceText(dec *jsontext.Decoder, into *string) error {
	switch dec.PeekKind() {
	case '0', 't', 'f':
		value, err := dec.ReadValue()
		*into = string(value)
		return err
	}
	return errors.ErrUnsupported
}

func coerceTruth(dec *jsontext.Decoder, into *bool) error {
	switch dec.PeekKind() {
	case '"', '0':
		text, err := scalarText(dec)
		if err != nil {
			return err
		}
		switch strings.ToLower(text) {
		case "true", "1":
			*into = true
		case "false", "0":
			*into = false
		default:
			return restProxyBadRequest("Cannot deserialize value of type `Boolean` from String %q: only \"true\" or \"false\" recognized", text)
		}
		return nil
	}
	return errors.ErrUnsupported
}

func coerceNumber[T int16 | int32](dec *jsontext.Decoder, into *T) error {
	switch dec.PeekKind() {
	case '"', '0':
		text, err := scalarText(dec)
		if err != nil {
			return err
		}
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return restProxyBadRequest("Cannot deserialize value of type `Integer` from String %q: not a valid `java.lang.Integer` value", text)
		}
		bits := reflect.TypeFor[T]().Bits()
		if n = math.Trunc(n); math.Abs(n) >= float64(uint64(1)<<(bits-1)) {
			return restProxyBadRequest("Numeric value (%s) out of range of Java %s", text, map[int]string{16: "short", 32: "int"}[bits])
		}
		*into = T(n)
		return nil
	}
	return errors.ErrUnsupported
}

// coerceLong is coerceNumber for what a float cannot hold.
func coerceLong(dec *jsontext.Decoder, into *int64) error {
	switch dec.PeekKind() {
	case '"', '0':
		text, err := scalarText(dec)
		if err != nil {
			return err
		}
		whole, _, _ := strings.Cut(text, ".")
		if *into, err = strconv.ParseInt(whole, 10, 64); err != nil {
			return restProxyBadRequest("Cannot deserialize value of type `Long` from %q", text)
		}
		return nil
	}
	return errors.ErrUnsupported
}

// scalarText reads a string or a number.
func scalarText(dec *jsontext.Decoder) (string, error) {
	token, err := dec.ReadToken()
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(token.String()), nil
}

// unknownMember is the error of a value with a member that does not belong
// there.
type unknownMember string

func (e unknownMember) Error() string { return fmt.Sprintf("Unrecognized field %q", string(e)) }

// decodeAsJackson reads a whole value. Its errors are [unknownMember], and
// [restProxyError] with status 400.
func decodeAsJackson(value []byte, into any) error {
	err := json.Unmarshal(value, into, asJackson)
	if err == nil {
		return nil
	}
	if own, ok := errors.AsType[restProxyError](err); ok {
		return own
	}
	semantic, ok := errors.AsType[*json.SemanticError](err)
	switch {
	case !ok:
		return restProxyBadRequest("%s", strings.TrimPrefix(err.Error(), "jsontext: "))
	case errors.Is(err, json.ErrUnknownName):
		return unknownMember(semantic.JSONPointer.LastToken())
	default:
		return restProxyBadRequest("Cannot deserialize value of type `%s` from %s value", semantic.GoType, semantic.JSONKind)
	}
}

// checkable is a body, or a part of one, with demands that go beyond the types
// of its members.
type checkable interface{ check() error }

// readRequest reads the JSON body of a request. One that is empty or null is
// answered with whenEmpty.
func readRequest[T any](r *http.Request, whenEmpty restProxyError) (T, error) {
	var request T
	body, err := io.ReadAll(r.Body)
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return request, restProxyStatus(http.StatusRequestEntityTooLarge)
	}
	if err != nil {
		return request, err
	}
	if body = bytes.TrimSpace(body); len(body) == 0 || string(body) == "null" {
		return request, whenEmpty
	}
	if err := decodeAsJackson(body, &request); err != nil {
		return request, asBadBody(err)
	}
	if c, ok := any(&request).(checkable); ok {
		return request, c.check()
	}
	return request, nil
}

// asBadBody is the answer to a body that decodeAsJackson has failed at.
func asBadBody(err error) error {
	if name, ok := errors.AsType[unknownMember](err); ok {
		return restProxyConstraint(http.StatusUnprocessableEntity, "Unrecognized field: %s", string(name))
	}
	return err
}

// missing is the answer to an object without a member it has to have.
func missing(class, member string) error {
	return restProxyBadRequest("Cannot construct instance of `%s`, problem: Null %s", class, member)
}

// notOneOf is the answer to a word that is not among those of an enumeration,
// whose letters count.
func notOneOf(class, word string, words []string) error {
	return restProxyBadRequest("Cannot deserialize value of type `%s` from String %q: not one of the values accepted for Enum class: [%s]",
		class, word, strings.Join(words, ", "))
}
