package dcoskafka

import (
	"bytes"
	"errors"
	"fmt"
	"mime"

	"github.com/kafkarest/kafkarest-go/internal/rest"
)

var (
	errNothing         = errors.New("there is nothing of the result in it")
	errNotTheScheduler = errors.New("it is a page, which no scheduler answers with")
)

func isJSON(answer rest.Answer) bool { return mediaType(answer) == "application/json" }
func isHTML(answer rest.Answer) bool { return mediaType(answer) == "text/html" }

func mediaType(answer rest.Answer) string {
	kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	return kind
}

// text is a result that is taken as it stands.
type text []byte

func (t *text) ReadAnswer(_ *rest.Operation, answer rest.Answer, body []byte) error {
	if isHTML(answer) {
		return errNotTheScheduler
	}
	*t = bytes.Clone(body)
	return nil
}

// page is a text that may be a page.
type page []byte

func (p *page) ReadAnswer(_ *rest.Operation, _ rest.Answer, body []byte) error {
	*p = bytes.Clone(body)
	return nil
}

// only is the one text in an array.
type only string

func (o *only) ReadAnswer(_ *rest.Operation, _ rest.Answer, body []byte) error {
	var all []string
	if err := rest.Unmarshal(body, &all); err != nil {
		return err
	}
	if len(all) != 1 {
		return fmt.Errorf("there are %d texts where one belongs", len(all))
	}
	*o = only(all[0])
	return nil
}
