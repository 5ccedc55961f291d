package kafkaresttest

// A ConsumerInstance is a consumer that the emulated REST Proxy keeps for its
// clients.
type ConsumerInstance struct{ Group, Name string }

// ConsumerInstances returns the consumer instances of REST Proxy v2 that are
// alive, sorted by group and name.
func (s *Server) ConsumerInstances() []ConsumerInstance {
	var list []ConsumerInstance
	for _, key := range s.restProxyV2Service().instances.keys() {
		list = append(list, ConsumerInstance{key.group, key.name})
	}
	return list
}

// ExpireConsumerInstance ends a consumer instance of REST Proxy v2 as if nobody
// had used it for RESTProxyV2Options.InstanceTimeout: it leaves its group and
// is not found any more. It reports false when there is no such instance.
func (s *Server) ExpireConsumerInstance(group, name string) bool {
	return s.restProxyV2Service().instances.remove(instanceKey{group, name}, nil, true)
}

// KillConsumerInstance ends a consumer instance of REST Proxy v2 as the death
// of the proxy does: it commits nothing and does not leave its group, which
// keeps its partitions until RESTProxyV2Options.SessionTimeout is over: set
// that to 6 s in a test. It reports false when there is no such instance.
func (s *Server) KillConsumerInstance(group, name string) bool {
	return s.restProxyV2Service().instances.remove(instanceKey{group, name}, nil, false)
}
