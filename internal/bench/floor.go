package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Floor is what a careful caller writes by hand on net/http and encoding/json:
// a deadline, credentials, the status, the documented error.
type Floor struct {
	// Decode reads an answer, with encoding/json unless another is set.
	Decode func(answer io.Reader, out any) error

	url       string
	authorize func(*http.Request) error
	client    *http.Client
}

// NewFloor is the floor for a service that takes basic authentication.
func NewFloor(url, user, password string) *Floor {
	return NewFloorWith(url, func(req *http.Request) error {
		req.SetBasicAuth(user, password)
		return nil
	})
}

// NewFloorWith is the floor for a service whose requests authorize completes.
func NewFloorWith(url string, authorize func(*http.Request) error) *Floor {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 128
	return &Floor{
		Decode:    func(answer io.Reader, out any) error { return json.NewDecoder(answer).Decode(out) },
		url:       url,
		authorize: authorize,
		client:    &http.Client{Transport: transport, Timeout: 30 * time.Second},
	}
}

// CloseIdleConnections closes the connections that are kept for further calls.
func (f *Floor) CloseIdleConnections() { f.client.CloseIdleConnections() }

// Do sends body as JSON unless it is nil, and decodes the answer into out
// unless that is nil.
func (f *Floor) Do(ctx context.Context, method, path string, body, out any) error {
	var payload io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return err
		}
		payload = bytes.NewReader(text)
	}
	req, err := http.NewRequestWithContext(ctx, method, f.url+path, payload)
	if err != nil {
		return err
	}
	if err := f.authorize(req); err != nil {
		return err
	}
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := f.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		var answer struct {
			ErrorCode  int    `json:"error_code"`
			Message    string `json:"message"`
			IncidentID string `json:"incident_id"`
		}
		if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return fmt.Errorf("status %d: %d %s (%s)", resp.StatusCode, answer.ErrorCode, answer.Message, answer.IncidentID)
	}
	if out == nil {
		_, err = io.Copy(io.Discard, resp.Body)
		return err
	}
	return f.Decode(resp.Body, out)
}
