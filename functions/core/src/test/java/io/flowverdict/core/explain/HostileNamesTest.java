package io.flowverdict.core.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.change.AwsCli;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Ids come from questions and from files: whatever they hold, messages stay short and commands
/// stay one command.
class HostileNamesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          sg-1; rm -rf /       | 'sg-1; rm -rf /'
          sg-1$(id)            | 'sg-1$(id)'
          sg-1`id`             | 'sg-1`id`'
          sg-1'; id; '         | 'sg-1'\\''; id; '\\'''
          sg-1"                | 'sg-1"'
          %s%n                 | '%s%n'
          """)
  void anIdStaysOneArgumentOfTheShell(String id, String quoted) {
    assertThat(command(id, "sg-2"))
        .startsWith("aws ec2 authorize-security-group-ingress --group-id " + quoted + " --ip-");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          sg-2},{GroupId=sg-3  | GroupId="sg-2},{GroupId=sg-3"
          sg-2,UserId=1        | GroupId="sg-2,UserId=1"
          a"b\\c               | GroupId="a\\"b\\\\c"
          """)
  void anIdStaysOneValueOfTheShorthand(String id, String value) {
    assertThat(command("sg-1", id)).endsWith("UserIdGroupPairs=[{" + value + "}]'");
  }

  @Test
  void anIdDoesNotBreakTheLine() {
    assertThat(command("sg-1\nid", "sg-2")).doesNotContain("\n").contains("--group-id 'sg-1?id'");
    assertThat(command("", "sg-2")).contains("--group-id ''");
  }

  private static String command(String groupId, String reference) {
    return AwsCli.commands(
            new Change.AddRule(
                new SecurityGroupRule(
                    null,
                    groupId,
                    Direction.INGRESS,
                    World.traffic("tcp", "443"),
                    Peer.OfGroup.local(reference),
                    null)))
        .getFirst();
  }

  @Test
  void anEndThatIsAskedIsQuotedInBounds() {
    Ends ends = new Ends(World.of(Pair.PLACES));
    End end = End.parse("eni-" + "x".repeat(100_000));

    assertThatThrownBy(() -> End.parse("x".repeat(100_000))).message().hasSizeLessThan(200);
    assertThatThrownBy(() -> ends.locate(Question.tcp(end, end, 1))).message().hasSizeLessThan(300);
  }

  @Test
  void aLargeConfigurationIsListedInBounds() {
    String many =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "eni eni-" + i + " subnet-1 10.0." + i / 250 + "." + i % 250)
            .collect(Collectors.joining("\n"));
    Snapshot snapshot =
        World.of("vpc vpc-1 10.0.0.0/16", "subnet subnet-1 vpc-1 10.0.0.0/16", many);

    assertThatThrownBy(() -> new Ends(snapshot).locate(Asked.question("eni-x eni-0 tcp 443")))
        .hasMessageContaining("and 4992 more")
        .message()
        .hasSizeLessThan(300);
  }

  @Test
  void aSentenceTakesNamesAsTheyAre() {
    Snapshot snapshot =
        World.of(
            Pair.PLACES
                .replace("acl-s", "acl-%s%n{}")
                .replace("subnet-s", "subnet-%1$s")
                .replace("sg-s", "sg-%d"));

    assertThat(Asked.explain(snapshot, "eni-c eni-s tcp 443").sentence())
        .contains("Network ACL acl-%s%n{} (subnet-%1$s) drops the request")
        .contains("security group sg-%d (on eni-s)");
  }
}
