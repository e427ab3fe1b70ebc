package io.flowverdict.console.query;

import io.flowverdict.core.finding.FindingSummary;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.Scope;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells of each finding whether it is wanted.
///
/// @param ofGroup the findings in which rules of the group decide; null when that does not matter
/// @param ofAcl the same of the network ACL
/// @param ofAddress the findings in which the address was seen; null when that does not matter
record Selection(
    Filters filters,
    Range range,
    Names names,
    @Nullable Set<String> ofGroup,
    @Nullable Set<String> ofAcl,
    @Nullable Set<String> ofAddress) {

  static Selection of(Filters filters, Range range, Names names, Findings findings, Scope scope) {
    String group = filters.groupId();
    String acl = filters.aclId();
    IpAddress address = filters.address();
    return new Selection(
        filters,
        range,
        names,
        group == null ? null : findings.idsOfOwner(scope, group),
        acl == null ? null : findings.idsOfOwner(scope, acl),
        address == null ? null : findings.idsOfAddress(scope, address));
  }

  boolean wants(FindingSummary summary) {
    String resource = summary.cause().resource();
    return isOrNull(filters.severity(), summary.severity())
        && isOrNull(filters.kind(), summary.cause().kind())
        && isOrNull(filters.interfaceId(), resource)
        && isOrNull(filters.port(), summary.cause().port())
        && isIn(ofGroup, filters.groupId(), summary)
        && isIn(ofAcl, filters.aclId(), summary)
        && (ofAddress == null || ofAddress.contains(summary.id()))
        && (!filters.fresh() || range.contains(summary.since()))
        && (filters.vpcId() == null
            || names.vpcOf(resource).filter(filters.vpcId()::equals).isPresent())
        && hasText(summary);
  }

  private static boolean isOrNull(@Nullable Object wanted, @Nullable Object actual) {
    return wanted == null || wanted.equals(actual);
  }

  private static boolean isIn(
      @Nullable Set<String> ids, @Nullable String owner, FindingSummary summary) {
    return ids == null || ids.contains(summary.id()) || summary.cause().resource().equals(owner);
  }

  private boolean hasText(FindingSummary summary) {
    String text = filters.text();
    if (text == null) {
      return true;
    }
    String wanted = text.toLowerCase(Locale.ROOT);
    return Stream.of(
            summary.cause().kind().code(),
            summary.cause().resource(),
            summary.cause().rule(),
            summary.cause().peerGroup(),
            names.of(summary.cause().resource()).orElse(null))
        .filter(Objects::nonNull)
        .anyMatch(each -> each.toLowerCase(Locale.ROOT).contains(wanted));
  }
}
