package kafkaresttest

import (
	"errors"
	"fmt"
	"time"
)

// RecordFault is something that goes wrong with the records it matches on their
// way through the emulated Kafka REST Proxy. Without Code and End they are only
// late.
//
// When several match a record, the one added first applies, alone. For what
// goes wrong with the request or the connection there is [Fault].
type RecordFault struct {
	Topic string // of the records; empty: any

	After int // this many matching records pass unharmed first
	Times int // then it applies to this many; 0: to all until removed

	// Delay is waited before the record, and holds up those behind it.
	Delay time.Duration

	// Code, with Message, is the error that the record is answered with, such as
	// 429 or 50003. The record is not produced.
	Code    int
	Message string

	// Stored lets the record be produced in spite of Code and End.
	Stored bool

	// End ends the stream with this record. Without a Code the record has no
	// answer. A batch goes on, and so does a request of v2.
	End bool
}

// FailRecords makes records go wrong until the fault has applied Times times,
// remove is called, or the server is reset. It panics on a fault that means
// nothing: a negative number, a message without a code, or none of Delay, Code
// and End.
func (s *Server) FailRecords(f RecordFault) (remove func()) {
	if err := f.validate(); err != nil {
		panic("kafkaresttest: record fault: " + err.Error())
	}
	return s.restProxyService().faults.add(f, f.After, f.Times)
}

func (f RecordFault) validate() error {
	switch {
	case f.After < 0 || f.Times < 0 || f.Delay < 0 || f.Code < 0:
		return fmt.Errorf("negative number: %+v", f)
	case f.Code == 0 && f.Message != "":
		return errors.New("message without a code")
	case f.Delay == 0 && f.Code == 0 && !f.End:
		return errors.New("nothing happens to the records it matches: it has none of Delay, Code and End")
	}
	return nil
}
