package io.flowverdict.core.audit;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.change.AwsCli;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.change.PlannedEntries;
import java.util.List;

/// What an audit would have done about what it found, to be verified: a [Fix] is made of it only
/// when no audit finds more afterwards.
///
/// @param text in words; what remains where no change is verified
/// @param otherCommands commands of the AWS CLI for what no [Change] says
/// @param removals of what decides nothing, all to be made
/// @param ways the changes to try; none where a person has to decide first, or where it is done
///   elsewhere
record Proposal(String text, List<String> otherCommands, List<Change> removals, Ways ways) {

  /// One way to do it.
  ///
  /// @param text in words
  record Way(String text, List<Fix.Part> parts) {
    Way {
      requireNonNull(text, "text is null");
      parts = List.copyOf(parts);
    }
  }

  /// Finds the ways to do it.
  interface Ways {
    /// {@return the ways, the best first, each seen to do it}
    ///
    /// @param planned the entries of the report's other fixes, whose numbers are taken
    List<Way> of(Fix.Kind kind, PlannedEntries planned);
  }

  private static final Ways NONE = (_, _) -> List.of();

  Proposal {
    requireNonNull(text, "text is null");
    requireNonNull(ways, "ways is null");
    otherCommands = List.copyOf(otherCommands);
    removals = List.copyOf(removals);
  }

  /// {@return advice without a command}
  static Proposal of(String text) {
    return new Proposal(text, List.of(), List.of(), NONE);
  }

  /// {@return changes, after a sentence or without one; they let nothing more pass}
  static Proposal of(String text, List<? extends Change> changes) {
    List<Fix.Part> parts = changes.stream().map(change -> new Fix.Part(change, List.of())).toList();
    return reaching(
        text,
        (kind, _) ->
            kind == Fix.Kind.NARROWEST && !parts.isEmpty()
                ? List.of(new Way(text, parts))
                : List.of());
  }

  /// {@return the removal of rules or entries that decide nothing}
  ///
  /// Without them every packet is judged as before, so that no audit has more to find. It is not
  /// verified again for each of them, of which a large account has a hundred thousand.
  static Proposal removing(String text, List<? extends Change> removals) {
    return new Proposal(text, List.of(), List.copyOf(removals), NONE);
  }

  /// {@return the best of several ways}
  ///
  /// @param text where none of them is verified
  static Proposal reaching(String text, Ways ways) {
    return new Proposal(text, List.of(), List.of(), ways);
  }

  /// {@return a single call of `aws ec2`}
  static Proposal byCommand(String text, String... arguments) {
    return byCommands(text, List.of(AwsCli.command(List.of(arguments))));
  }

  /// {@return calls of the AWS CLI}
  static Proposal byCommands(String text, List<String> commands) {
    return new Proposal(text, commands, List.of(), NONE);
  }
}
