package connect_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/internal/bench"
)

const benchConnectors = 1000

// benchHandler answers from memory. Both sides of every comparison ask it.
func benchHandler() http.Handler {
	status := strings.Join(strings.Fields(ordersDown), "")
	var expanded strings.Builder
	for i := range benchConnectors {
		separator := ","
		if i == 0 {
			separator = "{"
		}
		fmt.Fprintf(&expanded, `%s"connector-%d":{"info":%s,"status":%s}`, separator, i, ordersSink, status)
	}
	expanded.WriteString("}")

	mux := http.NewServeMux()
	answer := func(pattern string, status int, body string) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		})
	}
	answer("GET /connectors/orders-sink/status", http.StatusOK, status)
	answer("GET /connectors", http.StatusOK, expanded.String())
	answer("POST /connectors", http.StatusCreated, ordersSink)
	return mux
}

func BenchmarkConnect(b *testing.B) {
	ctx := context.Background()
	server := bench.Server(b)
	floor := bench.NewFloor(server, "user", "password")
	client, err := connect.New(kafkarest.Config{URL: server, Authenticator: auth.Basic("user", "password")})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(client.CloseIdleConnections)
	b.Cleanup(floor.CloseIdleConnections)

	b.Run("GetConnectorStatus", func(b *testing.B) {
		bench.Rivals(b, func() error {
			var status connect.ConnectorStatus
			return floor.Do(ctx, http.MethodGet, "/connectors/"+url.PathEscape("orders-sink")+"/status", nil, &status)
		}, func() error {
			_, err := client.GetConnectorStatus(ctx, "orders-sink")
			return err
		})
	})

	b.Run("ExpandConnectors"+strconv.Itoa(benchConnectors), func(b *testing.B) {
		expect := func(connectors map[string]connect.ExpandedConnector, err error) error {
			if err == nil && len(connectors) != benchConnectors {
				err = fmt.Errorf("%d connectors", len(connectors))
			}
			return err
		}
		bench.Rivals(b, func() error {
			var connectors map[string]connect.ExpandedConnector
			err := floor.Do(ctx, http.MethodGet, "/connectors?expand=info&expand=status", nil, &connectors)
			return expect(connectors, err)
		}, func() error {
			return expect(client.ExpandConnectors(ctx, nil))
		})
	})

	b.Run("CreateConnector", func(b *testing.B) {
		config := connect.Config{"connector.class": "FileStreamSink", "topics": "orders", "file": "/data/orders.txt", "tasks.max": "2"}
		bench.Rivals(b, func() error {
			body := struct {
				Name   string            `json:"name"`
				Config map[string]string `json:"config"`
			}{"orders-sink", config}
			var created connect.Connector
			return floor.Do(ctx, http.MethodPost, "/connectors", body, &created)
		}, func() error {
			_, err := client.CreateConnector(ctx, "orders-sink", config, nil)
			return err
		})
	})
}
