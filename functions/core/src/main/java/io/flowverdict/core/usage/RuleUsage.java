package io.flowverdict.core.usage;

import io.flowverdict.core.snapshot.Scope;
import java.util.List;

/// The port behind which the uses of rules are kept.
public interface RuleUsage {

  /// Merges uses into those that are kept. Adding a use again changes nothing.
  ///
  /// @param uses each rule and protocol once
  void record(List<RuleUse> uses);

  /// {@return what is known of the rules of a security group or network ACL, in the order of their
  /// directions, names and protocols; a rule that was never used is not among them}
  List<RuleUse> ofOwner(Scope scope, String owner);
}
