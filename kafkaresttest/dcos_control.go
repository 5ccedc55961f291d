package kafkaresttest

import (
	"fmt"
	"slices"
)

// dcosScheduler returns the scheduler of the moment, once it knows its brokers.
func (s *Server) dcosScheduler() (*dcosScheduler, error) {
	scheduler := s.dcosService().scheduler.Load()
	ctx, cancel := kafkaContext(s.ctx)
	defer cancel()
	if err := scheduler.load(ctx); err != nil {
		return nil, fmt.Errorf("kafkaresttest: DC/OS: %w", err)
	}
	return scheduler, nil
}

// StepDCOS takes one step of everything that has something to do: each broker
// that is to be restarted or that recovers, and the plan deploy. It reports
// whether there was anything. With DCOSOptions.Manual nothing moves without it.
func (s *Server) StepDCOS() bool {
	scheduler := s.dcosService().scheduler.Load()
	scheduler.mu.Lock()
	defer scheduler.mu.Unlock()
	return scheduler.step()
}

// UpdateDCOS gives the Kafka service a new target configuration, with settings
// of the brokers added, and begins to roll it out: the plan deploy is made
// anew, and every broker is to be restarted by it. It returns the id of the
// configuration.
func (s *Server) UpdateDCOS(settings map[string]string) (id string, err error) {
	scheduler, err := s.dcosScheduler()
	if err != nil {
		return "", err
	}
	scheduler.update(func() { id = scheduler.configure(settings) })
	return id, nil
}

// FailDCOSPlan makes a plan, deploy or recovery, ERROR with the texts given. It
// does not go on until it is called without any.
func (s *Server) FailDCOSPlan(name string, errs ...string) error {
	scheduler, err := s.dcosScheduler()
	if err != nil {
		return err
	}
	var plan *dcosPlan
	scheduler.update(func() {
		if plan = scheduler.planNamed(name); plan != nil {
			plan.errors = slices.Clone(errs)
		}
	})
	if plan == nil {
		return fmt.Errorf("kafkaresttest: DC/OS: no plan %q", name)
	}
	return nil
}

// StopDCOSBroker ends the task of a broker and lets no other be launched until
// [Server.StartDCOSBroker]. For the scheduler the broker is down: it is not
// listed, partitions lose a replica or their leader, its recovery is pending.
// Kafka itself does not notice.
func (s *Server) StopDCOSBroker(id int32) error {
	return s.setStopped(id, func(scheduler *dcosScheduler, b *dcosBroker) {
		b.stopped = true
		scheduler.lose(b, taskLost, transientRecovery)
	})
}

// StartDCOSBroker lets a broker that was stopped recover.
func (s *Server) StartDCOSBroker(id int32) error {
	return s.setStopped(id, func(_ *dcosScheduler, b *dcosBroker) { b.stopped = false })
}

func (s *Server) setStopped(id int32, change func(*dcosScheduler, *dcosBroker)) error {
	scheduler, err := s.dcosScheduler()
	if err != nil {
		return err
	}
	var b *dcosBroker
	scheduler.update(func() {
		if b = scheduler.findBroker(id); b != nil {
			change(scheduler, b)
		}
	})
	if b == nil {
		return fmt.Errorf("kafkaresttest: DC/OS: no broker %d", id)
	}
	return nil
}

// RestartDCOS restarts the scheduler: the plan deploy is made anew, with other
// ids, and what has the target configuration is complete in it.
func (s *Server) RestartDCOS() error {
	scheduler, err := s.dcosScheduler()
	if err != nil {
		return err
	}
	scheduler.update(scheduler.plan)
	return nil
}

// DCOSLogins returns how many logins have succeeded since the start or the last
// Reset.
func (s *Server) DCOSLogins() int { return s.dcosService().logins.successful() }

// ExpireDCOSTokens ends all tokens that the logins have issued: they are 401
// from now on.
func (s *Server) ExpireDCOSTokens() { s.dcosService().logins.expire() }

// DCOSServiceAccount returns the secret of a service account in
// DCOSOptions.Accounts whose keys were generated, as the JSON that DC/OS keeps:
// uid, private_key, scheme and login_endpoint.
func (s *Server) DCOSServiceAccount(uid string) ([]byte, error) {
	secret, err := s.dcosService().logins.secret(uid, s.DCOSURL()+loginPath)
	if err != nil {
		return nil, fmt.Errorf("kafkaresttest: DC/OS: account %q: %w", uid, err)
	}
	return secret, nil
}

// DCOSCertificate returns the CA that has signed the certificate of
// [Server.DCOSURL] in PEM form, nil without DCOSOptions.TLS.
func (s *Server) DCOSCertificate() []byte {
	if authority := s.dcosService().authority; authority != nil {
		return slices.Clone(authority.pem)
	}
	return nil
}
