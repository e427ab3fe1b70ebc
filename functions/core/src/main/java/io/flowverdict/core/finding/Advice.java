package io.flowverdict.core.finding;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.change.Fix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to do about a finding, as it is kept: a [Fix] in words and commands.
///
/// @param text in words; one sentence or more
/// @param commands the same as AWS CLI commands for a POSIX shell, to be run in this order; empty
///   when no command does it
/// @param terraform the same as blocks of Terraform's language
/// @param durable what to do instead so that it need not be done again; null when that is no other
///   thing
public record Advice(
    String text, List<String> commands, List<String> terraform, @Nullable Advice durable) {

  public Advice {
    requireNonNull(text, "text is null");
    commands = List.copyOf(commands);
    terraform = List.copyOf(terraform);
  }

  /// Advice of one way, without Terraform.
  public Advice(String text, List<String> commands) {
    this(text, commands, List.of(), null);
  }

  /// {@return the first of several ways, with the durable one beside it}
  ///
  /// @param fixes at least one
  public static Advice of(List<Fix> fixes) {
    Advice durable =
        fixes.stream()
            .skip(1)
            .filter(fix -> fix.kind() == Fix.Kind.DURABLE)
            .findFirst()
            .map(fix -> of(fix, null))
            .orElse(null);
    return of(fixes.getFirst(), durable);
  }

  private static Advice of(Fix fix, @Nullable Advice durable) {
    return new Advice(fix.words(), fix.commands(), fix.terraform(), durable);
  }
}
