package rest

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// AppendJSON appends the encoding of v, which is v itself if it is raw JSON.
// That is checked and not copied twice: what is no JSON would end a stream of
// records.
func AppendJSON(dst []byte, v any) ([]byte, error) {
	raw, isRaw := v.(json.RawMessage)
	switch {
	case !isRaw:
		var err error
		if raw, err = json.Marshal(v); err != nil {
			return nil, fmt.Errorf("it cannot be written as JSON: %w", err)
		}
	case raw == nil:
		return append(dst, "null"...), nil
	case !json.Valid(raw):
		return nil, errors.New("the raw message is not valid JSON")
	}
	if !utf8.Valid(raw) {
		return nil, errors.New("the JSON is not valid UTF-8")
	}
	return append(dst, raw...), nil
}
