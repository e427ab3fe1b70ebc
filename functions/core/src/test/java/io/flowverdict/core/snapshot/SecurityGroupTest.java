package io.flowverdict.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SecurityGroupTest {

  @Test
  void theOrderInWhichTheApiGivesRulesMakesNoDifference() {
    SecurityGroupRule unnamed = rule(null, Direction.INGRESS, null);
    SecurityGroupRule described = rule(null, Direction.INGRESS, "office");
    SecurityGroupRule named = rule("sgr-1", Direction.INGRESS, null);
    SecurityGroupRule out = rule("sgr-0", Direction.EGRESS, null);

    assertThat(group(out, named, described, unnamed))
        .isEqualTo(group(unnamed, described, named, out));
    assertThat(group(out, named, described, unnamed).rules())
        .containsExactly(unnamed, described, named, out);
  }

  @Test
  void aRuleOfAnotherGroupIsRefused() {
    SecurityGroupRule rule = rule("sgr-1", Direction.INGRESS, null);

    assertThatThrownBy(() -> new SecurityGroup("sg-2", null, null, null, List.of(rule)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Rule sgr-1 is not of group sg-2");
  }

  private static SecurityGroup group(SecurityGroupRule... rules) {
    return new SecurityGroup("sg-1", "web", "vpc-1", null, List.of(rules));
  }

  private static SecurityGroupRule rule(
      @Nullable String id, Direction direction, @Nullable String description) {
    return new SecurityGroupRule(
        id,
        "sg-1",
        direction,
        Traffic.allOf(Protocol.TCP),
        new Peer.OfCidr(Cidr.ALL_IPV4),
        description);
  }
}
