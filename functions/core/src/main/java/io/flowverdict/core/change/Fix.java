package io.flowverdict.core.change;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.judge.Layer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What to do: changes that were verified together, with words.
///
/// @param advice what to do beside or instead of the changes, or why, as sentences; empty where
///   their own words say all
/// @param parts the changes with what they open, in the order in which to make them; empty where a
///   person has to decide first, or where nothing in groups and network ACLs is to be changed
/// @param otherCommands commands of the AWS CLI for what no [Change] says
public record Fix(Kind kind, String advice, List<Part> parts, List<String> otherCommands) {

  /// Which of several ways it is.
  public enum Kind {
    /// The fewest addresses and ports that do it and last: something that scales is not named by
    /// one of its addresses.
    NARROWEST,
    /// What need not be done again when addresses change or are added.
    DURABLE;

    /// The word in the output: `narrowest` or `durable`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// One change.
  ///
  /// @param sentences what it lets pass, and what to think of first; empty for a change that lets
  ///   nothing more pass
  public record Part(Change change, List<String> sentences) {
    public Part {
      requireNonNull(change, "change is null");
      sentences = List.copyOf(sentences);
    }

    /// {@return what the change lets pass, and what to think of first}
    public String opens() {
      return String.join(" ", sentences);
    }

    public Layer layer() {
      return change.layer();
    }

    /// {@return the security group or network ACL to change}
    public String id() {
      return change.id();
    }

    /// {@return the change in words}
    public String text() {
      return change.toString();
    }

    /// {@return the change as AWS CLI commands for a POSIX shell, to be run in this order}
    public List<String> commands() {
      return AwsCli.commands(change);
    }

    /// {@return the change as blocks of Terraform's language}
    public List<String> terraform() {
      return Terraform.blocks(change);
    }
  }

  public Fix {
    requireNonNull(kind, "kind is null");
    requireNonNull(advice, "advice is null");
    parts = List.copyOf(parts);
    otherCommands = List.copyOf(otherCommands);
  }

  /// {@return advice without a change of groups or network ACLs}
  public static Fix of(String advice) {
    return new Fix(Kind.NARROWEST, advice, List.of(), List.of());
  }

  /// {@return changes whose own words say all}
  public static Fix of(Kind kind, List<Part> parts) {
    return new Fix(kind, "", parts, List.of());
  }

  /// {@return the advice, or where there is none the changes in words}
  public String text() {
    return advice.isEmpty()
        ? parts.stream().map(Part::text).collect(Collectors.joining(" "))
        : advice;
  }

  /// {@return the advice, the changes where they say more, and what each of them opens}
  public String words() {
    String opens = opens();
    if (!advice.isEmpty()) {
      return opens.isEmpty() ? advice : advice + " " + opens;
    }
    return parts.stream()
        .map(part -> (part.text() + " " + part.opens()).strip())
        .collect(Collectors.joining(" "));
  }

  public List<Change> changes() {
    return parts.stream().map(Part::change).toList();
  }

  /// {@return what all changes open, each sentence once}
  public String opens() {
    return parts.stream()
        .flatMap(part -> part.sentences().stream())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /// {@return commands of the AWS CLI for a POSIX shell, to be run in this order}
  public List<String> commands() {
    return Stream.concat(
            parts.stream().flatMap(part -> part.commands().stream()), otherCommands.stream())
        .toList();
  }

  /// {@return the changes as blocks of Terraform's language}
  public List<String> terraform() {
    return parts.stream().flatMap(part -> part.terraform().stream()).toList();
  }
}
