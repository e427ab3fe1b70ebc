package io.flowverdict.core.explain;

import io.flowverdict.core.audit.AuditCheck;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Questions and answers as text, for tables of cases.
public final class Asked {

  private Asked() {}

  /// A question: `eni-a eni-b tcp 443`, `eni-a 203.0.113.9 icmp 8/0`, `i-a 10.0.0.5 47`.
  public static Question question(String text) {
    String[] words = text.strip().split("\\s+", -1);
    Protocol protocol = Protocol.parse(words[2]);
    String what = words.length > 3 ? words[3] : "";
    return new Question(
        End.parse(words[0]),
        End.parse(words[1]),
        protocol,
        what.isEmpty() || what.contains("/") ? null : Integer.valueOf(what),
        what.contains("/") ? message(what) : null);
  }

  private static Packet.IcmpMessage message(String text) {
    String[] parts = text.split("/", -1);
    return new Packet.IcmpMessage(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  static Explanation explain(Snapshot snapshot, String question) {
    return new Explainer(snapshot, new AuditCheck()).explain(question(question));
  }

  /// The changes of the narrowest fix in words; none where nothing is proposed.
  static List<String> changes(List<Fix> fixes) {
    return narrowest(fixes).stream().map(Fix.Part::text).toList();
  }

  static List<Fix.Part> narrowest(List<Fix> fixes) {
    return fixes.isEmpty() ? List.of() : fixes.getFirst().parts();
  }

  /// Steps as text: `SG egress sg-a allow sgr-1 > NACL egress acl-a deny *`.
  static String steps(List<Step> steps) {
    return steps.stream().map(Asked::step).collect(Collectors.joining(" > "));
  }

  private static String step(Step step) {
    return step.layer()
        + " "
        + step.direction()
        + word(step.id())
        + " "
        + step.effect()
        + word(step.rule());
  }

  private static String word(@Nullable String text) {
    return text == null ? "" : " " + text;
  }
}
