package kafkaresttest

import (
	"maps"
	"net/http"
	"slices"
	"strings"
)

// dcosConfig is a configuration of the service as the scheduler has stored it.
type dcosConfig struct {
	id        string
	mem       int // MB for each broker
	brokers   int
	overrides map[string]string // settings of the brokers
}

// firstConfigs are the ones of a service whose brokers were given more memory.
func (s *dcosScheduler) firstConfigs(brokers int) []*dcosConfig {
	return []*dcosConfig{
		{id: newUUID(), mem: 2048, brokers: brokers},
		{id: newUUID(), mem: 4096, brokers: brokers},
	}
}

// configure adds a configuration, makes it the target and begins its rollout.
// The scheduler must be locked.
func (s *dcosScheduler) configure(overrides map[string]string) string {
	next := *s.targetConfig()
	next.id, next.overrides = newUUID(), maps.Clone(next.overrides)
	if next.overrides == nil {
		next.overrides = make(map[string]string)
	}
	maps.Copy(next.overrides, overrides)
	s.configs = append(s.configs, &next)
	s.target = next.id
	s.plan()
	return next.id
}

func (s *dcosScheduler) configOf(id string) *dcosConfig {
	for _, config := range s.configs {
		if strings.EqualFold(config.id, id) {
			return config
		}
	}
	return nil
}

func (s *dcosScheduler) targetConfig() *dcosConfig { return s.configOf(s.target) }

func (s *dcosScheduler) listConfigurations(w http.ResponseWriter, _ *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ids := []string{}
	for _, config := range slices.Backward(s.configs) {
		ids = append(ids, config.id)
	}
	return s.writeJSON(w, http.StatusOK, ids)
}

// getConfiguration fails for an unknown id: in an orderly way with DCOSProfileK
// alone.
func (s *dcosScheduler) getConfiguration(w http.ResponseWriter, r *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := r.PathValue("configuration")
	config := s.configOf(id)
	switch {
	case config != nil:
		return s.writeJSON(w, http.StatusOK, s.configBody(config))
	case !s.release.is(DCOSProfileK):
		return schedulerException()
	case !uuidPattern.MatchString(id):
		return dcosFailure(http.StatusBadRequest)
	default:
		return dcosFailure(http.StatusNotFound)
	}
}

func (s *dcosScheduler) getTargetConfiguration(w http.ResponseWriter, _ *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.writeJSON(w, http.StatusOK, s.configBody(s.targetConfig()))
}

func (s *dcosScheduler) getTargetConfigurationID(w http.ResponseWriter, _ *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.writeJSON(w, http.StatusOK, []string{s.target})
}

// dcosObject is a JSON object without a type of its own.
type dcosObject = map[string]any

func (s *dcosScheduler) configBody(c *dcosConfig) dcosObject {
	if s.release.is(DCOSProfileK) {
		return s.sdkConfig(c)
	}
	return s.earlyConfig(c)
}

// earlyConfig is spelled in camelCase up to package 1.1.11.
func (s *dcosScheduler) earlyConfig(c *dcosConfig) dcosObject {
	strategy := "INSTALL"
	if s.options.Staged {
		strategy = "STAGE"
	}
	body := dcosObject{
		"service": dcosObject{
			"count": c.brokers, "name": s.options.Service, "user": "nobody", "placement_strategy": "NODE",
			"phase_strategy": strategy, "role": s.options.Service + "-role", "principal": s.options.Service + "-principal",
		},
		"broker": dcosObject{
			"cpus": 1.0, "mem": float64(c.mem), "heap": dcosObject{"size_mb": c.mem / 2}, "disk": 5000.0, "disk_type": "ROOT",
			"kafka_uri": "https://downloads.example.com/kafka.tgz", "java_uri": "https://downloads.example.com/jre.tar.gz",
			"overrider_uri": "https://downloads.example.com/overrider.zip", "port": 0,
			"jmx": dcosObject{"remote": false, "remote_port": 11001}, "statsd": dcosObject{"host": "", "port": 0},
		},
		"kafka": dcosObject{
			"kafka_advertise_host_ip": true, "kafka_ver_name": "kafka_2.11-0.10.1.0", "kafka_sandbox_path": "kafka_2.11-0.10.1.0",
			"kafka_zk_uri": "master.mesos:2181", "mesos_zk_uri": "zk://master.mesos:2181/mesos",
			"overrides": cloneOverrides(c.overrides),
		},
		"executor": dcosObject{"cpus": 0.5, "mem": 256.0, "disk": 0.0, "executor_uri": "https://downloads.example.com/executor.zip"},
	}
	if !s.release.before(10) {
		body["recovery"] = dcosObject{"recover_in_place_grace_period_secs": 1200, "min_delay_between_recoveries_secs": 600, "enable_replacement": false}
		body["healthcheck"] = dcosObject{"broker_health_check_enabled": false, "broker_health_check_delay_sec": 15, "broker_health_check_interval_sec": 10,
			"broker_health_check_timeout_sec": 20, "broker_health_check_max_consecutive_failures": 3, "broker_health_check_grace_period_sec": 10}
	}
	if s.release.before(13) {
		return camelCased(body)
	}
	return body
}

// cloneOverrides turns none into an empty object.
func cloneOverrides(overrides map[string]string) map[string]string {
	if overrides == nil {
		return map[string]string{}
	}
	return maps.Clone(overrides)
}

// camelCased spells the names of the members differently.
func camelCased(body dcosObject) dcosObject {
	spelled := make(dcosObject, len(body))
	for name, value := range body {
		if inner, ok := value.(dcosObject); ok {
			value = camelCased(inner)
		}
		words := strings.Split(name, "_")
		for i, word := range words[1:] {
			words[i+1] = strings.ToUpper(word[:1]) + word[1:]
		}
		spelled[strings.Join(words, "")] = value
	}
	return spelled
}

// sdkConfig is the SDK's specification of a service.
func (s *dcosScheduler) sdkConfig(c *dcosConfig) dcosObject {
	role, principal := s.flatName()+"-role", s.flatName()+"-principal"
	environment := dcosObject{"KAFKA_ZOOKEEPER_URI": s.zookeeper(), "TASK_TYPE": "broker"}
	for name, value := range c.overrides {
		environment["KAFKA_OVERRIDE_"+strings.ToUpper(strings.ReplaceAll(name, ".", "_"))] = value
	}
	scalar := func(name string, value float64) dcosObject {
		return dcosObject{"@type": "DefaultResourceSpec", "name": name, "role": role, "principal": principal,
			"value": dcosObject{"type": "SCALAR", "scalar": dcosObject{"value": value}}}
	}
	return dcosObject{
		"name": s.options.Service, "role": role, "principal": principal, "web-url": nil, "zookeeper": "master.mesos:2181",
		"replacement-failure-policy": nil,
		"pod-specs": []dcosObject{{
			"type": "kafka", "count": c.brokers, "image": nil, "networks": []dcosObject{}, "rlimits": []dcosObject{}, "user": "nobody",
			"uris":           []string{"https://downloads.example.com/kafka.tgz", "https://downloads.example.com/jre.tar.gz"},
			"placement-rule": nil, "volumes": []dcosObject{}, "secrets": []dcosObject{},
			"task-specs": []dcosObject{{
				"name": "broker", "goal": "RUNNING",
				"resource-set": dcosObject{
					"id": "broker-resource-set", "role": role, "principal": principal,
					"resource-specifications": []dcosObject{scalar("cpus", 1), scalar("mem", float64(c.mem))},
					"volume-specifications":   []dcosObject{scalar("disk", 5000)},
				},
				"command-spec":         dcosObject{"value": "exec ./kafka/bin/kafka-server-start.sh server.properties", "environment": environment},
				"config-files":         []dcosObject{{"name": serverProperties, "relative-path": "server.properties"}},
				"discovery-spec":       nil,
				"health-check-spec":    nil,
				"readiness-check-spec": nil,
			}},
		}},
	}
}
