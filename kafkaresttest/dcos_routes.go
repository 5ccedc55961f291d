package kafkaresttest

import "slices"

// routes are the operations that the release has, below /service/ and its name.
func (s *dcosScheduler) routes() router {
	common := router{
		{"GET", "/v1/brokers", s.operation(s.listBrokers)},

		{"GET", "/v1/topics", s.operation(s.listTopics)},
		{"GET", "/v1/topics/under_replicated_partitions", s.operation(s.listUnderReplicatedPartitions)},
		{"GET", "/v1/topics/unavailable_partitions", s.operation(s.listUnavailablePartitions)},
		{"GET", "/v1/topics/{topic}", s.operation(s.describeTopic)},
		{"DELETE", "/v1/topics/{topic}", s.operation(s.deleteTopic)},
		{"GET", "/v1/topics/{topic}/offsets", s.operation(s.getTopicOffsets)},

		{"GET", "/v1/state/frameworkId", s.operation(s.getFrameworkID)},

		{"GET", "/v1/configurations", s.operation(s.listConfigurations)},
		{"GET", "/v1/configurations/target", s.operation(s.getTargetConfiguration)},
		{"GET", "/v1/configurations/targetId", s.operation(s.getTargetConfigurationID)},
		{"GET", "/v1/configurations/{configuration}", s.operation(s.getConfiguration)},

		{"GET", "/v1/plan", s.operation(s.getPlan)},
		{"POST", "/v1/plan/continue", s.operation(s.planCommand(s.continuePlan))},
		{"POST", "/v1/plan/interrupt", s.operation(s.planCommand(s.interruptPlan))},
		{"POST", "/v1/plan/forceComplete", s.operation(s.planCommand(s.forceComplete))},
		{"POST", "/v1/plan/restart", s.operation(s.planCommand(s.restartPlan))},
	}
	return slices.Concat(common, s.earlyRoutes(), s.namedPlanRoutes(), s.taskRoutes(), s.stateRoutes(), s.sdkRoutes())
}

// earlyRoutes are what DCOSProfileK does not have.
func (s *dcosScheduler) earlyRoutes() router {
	if s.release.is(DCOSProfileK) {
		return nil
	}
	routes := router{
		{"GET", "/v1/connection", s.operation(s.getConnection)},
		{"GET", "/v1/connection/address", s.operation(s.getConnectionAddress)},
		{"GET", "/v1/connection/dns", s.operation(s.getConnectionDNS)},

		{"PUT", "/v1/brokers/{broker}", s.operation(s.restartBroker)},

		{"POST", "/v1/topics", s.operation(s.createTopic)},
		{"PUT", "/v1/topics/{topic}", s.operation(s.topicOperation)},
	}
	if !s.release.before(10) {
		routes = append(routes, route{"GET", "/v1/brokers/{broker}", s.operation(s.getBroker)})
	}
	if s.release.is(DCOSProfileL) {
		routes = append(routes, route{"GET", "/v1/plan/status", s.operation(s.getPlanStatus)})
		if !s.release.before(13) {
			routes = append(routes, route{"GET", "/v1/recovery", s.operation(s.getRecovery)})
		}
		if s.release.before(14) {
			routes = append(routes, route{"GET", "/admin/healthcheck", s.operation(s.getHealthcheck)})
		}
		return routes
	}
	return append(routes,
		route{"POST", "/v1/continue", s.operation(s.rolloutCommand("continue", (*dcosPhase).proceed))},
		route{"POST", "/v1/interrupt", s.operation(s.rolloutCommand("interrupt", s.pause))},
	)
}

// namedPlanRoutes are what DCOSProfileL does not have.
func (s *dcosScheduler) namedPlanRoutes() router {
	if s.release.is(DCOSProfileL) {
		return nil
	}
	return router{
		{"GET", "/v1/plans", s.operation(s.listPlans)},
		{"GET", "/v1/plans/{plan}", s.operation(s.getPlan)},
		{"POST", "/v1/plans/{plan}/continue", s.operation(s.planCommand(s.continuePlan))},
		{"POST", "/v1/plans/{plan}/interrupt", s.operation(s.planCommand(s.interruptPlan))},
		{"POST", "/v1/plans/{plan}/forceComplete", s.operation(s.planCommand(s.forceComplete))},
		{"POST", "/v1/plans/{plan}/restart", s.operation(s.planCommand(s.restartPlan))},
	}
}

func (s *dcosScheduler) taskRoutes() router {
	prefix := "/v1/tasks"
	switch {
	case s.release.sdk(20, 0):
		return nil
	case s.release.before(14):
		prefix = "/v1/state/tasks"
	}
	routes := router{
		{"GET", prefix, s.operation(s.listTasks)},
		{"GET", prefix + "/info/{task}", s.operation(s.getTaskInfo)},
		{"GET", prefix + "/status/{task}", s.operation(s.getTaskStatus)},
	}
	if s.release.before(14) {
		return routes
	}
	return append(routes,
		route{"GET", prefix + "/connection/{task}", s.operation(s.getTaskConnection)},
		route{"POST", prefix + "/restart/{task}", s.operation(s.restartTask)},
	)
}

func (s *dcosScheduler) stateRoutes() router {
	if s.release.before(8) {
		return nil
	}
	return router{
		{"GET", "/v1/state/properties", s.operation(s.listProperties)},
		{"GET", "/v1/state/properties/{property}", s.operation(s.getProperty)},
	}
}

// sdkRoutes are what DCOSProfileK alone has.
func (s *dcosScheduler) sdkRoutes() router {
	if !s.release.is(DCOSProfileK) {
		return nil
	}
	pods := "/v1/pods"
	if s.release.sdk(20, 1) {
		pods = "/v1/pod"
	}
	routes := router{
		{"GET", "/v1/endpoints", s.operation(s.listEndpoints)},
		{"GET", "/v1/endpoints/{endpoint}", s.operation(s.getEndpoint)},

		{"GET", "/v1/brokers/{broker}", s.operation(s.getBroker)},

		{"PUT", "/v1/topics/{topic}", s.operation(s.createTopic)},
		{"PUT", "/v1/topics/{topic}/operation/partitions", s.operation(s.alterPartitions)},
		{"PUT", "/v1/topics/{topic}/operation/producer-test", s.operation(s.producerTest)},

		{"PUT", "/v1/state/refresh", s.operation(s.refreshState)},

		{"POST", "/v1/plans/{plan}/start", s.operation(s.planCommand(s.startPlan))},
		{"POST", "/v1/plans/{plan}/stop", s.operation(s.planCommand(s.stopPlan))},

		{"GET", pods, s.operation(s.listPods)},
		{"GET", pods + "/status", s.operation(s.getPodStatuses)},
		{"GET", pods + "/{pod}/status", s.operation(s.getPodStatus)},
		{"GET", pods + "/{pod}/info", s.operation(s.getPodInfo)},
		{"POST", pods + "/{pod}/restart", s.operation(s.restartPod)},
		{"POST", pods + "/{pod}/replace", s.operation(s.replacePod)},

		{"GET", "/v1/artifacts/template/{configuration}/{pod}/{task}/{config}", s.operation(s.getArtifactTemplate)},
	}
	if s.release.sdk(30, 0) {
		routes = append(routes, route{"PUT", "/v1/topics/{topic}/operation/producer-test-tls", s.operation(s.producerTest)})
	}
	if s.release.sdk(31, 0) {
		routes = append(routes,
			route{"POST", pods + "/{pod}/pause", s.operation(s.pausePod)},
			route{"POST", pods + "/{pod}/resume", s.operation(s.resumePod)},
			route{"GET", "/v1/metrics", s.operation(s.getMetrics)},
			route{"GET", "/v1/metrics/prometheus", s.operation(s.getMetricsPrometheus)},
		)
	}
	if s.release.sdk(40, 0) {
		routes = append(routes,
			route{"GET", "/v1/health", s.operation(s.getHealth)},
			route{"GET", "/v1/debug/offers", s.operation(s.getDebugOffers)},
		)
	}
	return routes
}
