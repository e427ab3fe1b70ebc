package io.flowverdict.core.finding;

import io.flowverdict.core.judge.Step;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.Optional;

/// Whether what decided the traffic of a finding is still in the configuration.
final class DecidingRules {

  private final Snapshot snapshot;

  DecidingRules(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /// {@return why the traffic cannot be decided as it was any more, as a sentence; empty when it
  /// can, or that is not known}
  Optional<String> whyGone(Finding finding) {
    NetworkInterface at = snapshot.interfaces().get(finding.cause().resource());
    if (at == null) {
      return Optional.of("The interface " + finding.cause().resource() + " is gone.");
    }
    return finding.latest().trace().stream()
        .filter(step -> step.id() != null)
        .filter(step -> finding.cause().names(Classification.label(step)))
        .flatMap(step -> whyGone(step, at).stream())
        .findFirst();
  }

  private Optional<String> whyGone(Step step, NetworkInterface at) {
    return switch (step.layer()) {
      case NACL -> entryGone(step, at);
      case SG -> ruleGone(step, at);
    };
  }

  private Optional<String> entryGone(Step step, NetworkInterface at) {
    NetworkAcl acl = snapshot.networkAcls().get(step.id());
    if (acl == null) {
      return Optional.of("The network ACL " + step.id() + " is gone.");
    }
    if (at.subnetId() != null && !acl.subnetIds().contains(at.subnetId())) {
      return Optional.of(
          "The network ACL " + step.id() + " is not that of " + at.subnetId() + " any more.");
    }
    boolean stands =
        "*".equals(step.rule())
            || acl.entries().stream()
                .anyMatch(entry ->
                    entry.direction() == step.direction()
                        && entry.name().equals(step.rule())
                        && entry.text().equals(step.text()));
    return stands
        ? Optional.empty()
        : Optional.of(Classification.label(step) + " is gone or another.");
  }

  private Optional<String> ruleGone(Step step, NetworkInterface at) {
    SecurityGroup group = snapshot.securityGroups().get(step.id());
    if (group == null || !at.groupIds().contains(group.id())) {
      return Optional.of("The interface does not carry the group " + step.id() + " any more.");
    }
    boolean stands =
        step.rule() == null
            || group.rules(step.direction()).stream()
                .anyMatch(
                    rule -> rule.name().equals(step.rule()) && rule.text().equals(step.text()));
    return stands
        ? Optional.empty()
        : Optional.of("The rule " + step.rule() + " of " + step.id() + " is gone or another.");
  }
}
