package io.flowverdict.aws.configuration;

import io.flowverdict.core.snapshot.Incomplete;
import io.flowverdict.core.snapshot.Listing;
import java.util.Set;
import java.util.stream.Stream;

/// The version of the format of stored snapshots: `"FlowVerdictSnapshot": {"version": 1}`, and what
/// they lack.
///
/// Version 2 is that of snapshots that were not read whole, which older readers would take for
/// whole:
///
/// ```
/// {"version": 2, "incomplete": {"listings": ["FlowLogs"], "groups": ["sg-1"], "prefixLists": []}}
/// ```
///
/// A field that older readers may skip needs no new version; a change that would make them misread
/// the snapshot does. Documents of the AWS CLI carry no version.
final class SnapshotFormat {
  static final String KEY = "FlowVerdictSnapshot";
  static final int VERSION = 2;
  private static final int OF_WHOLE = 1;
  private static final String FIELD = "version";
  private static final String INCOMPLETE = "incomplete";
  private static final String LISTINGS = "listings";
  private static final String GROUPS = "groups";
  private static final String PREFIX_LISTS = "prefixLists";

  private SnapshotFormat() {}

  /// {@return what the snapshot lacks}
  ///
  /// @throws ConfigurationException when the document was written in a format of the future
  static Incomplete read(Element format) {
    int version = format.object().required(FIELD, each -> each.integer(1, Integer.MAX_VALUE));
    if (version > VERSION) {
      throw new ConfigurationException(
          format.source()
              + " was written by a newer Flow Verdict: its "
              + KEY
              + " version is "
              + version
              + " and this one reads up to "
              + VERSION
              + "; update Flow Verdict.");
    }
    Element incomplete = format.optional(INCOMPLETE, Element::object);
    return incomplete == null
        ? Incomplete.NOTHING
        : new Incomplete(
            Set.copyOf(incomplete.list(LISTINGS, SnapshotFormat::listing)),
            Set.copyOf(incomplete.list(GROUPS, Element::id)),
            Set.copyOf(incomplete.list(PREFIX_LISTS, Element::id)));
  }

  private static Listing listing(Element key) {
    return ResourceKind.ofKey(key.word())
        .map(ResourceKind::listing)
        .orElseThrow(() -> key.unexpected("a key such as NetworkAcls"));
  }

  static Fields write(Incomplete incomplete) {
    if (incomplete.isNothing()) {
      return new Fields().put(FIELD, OF_WHOLE);
    }
    return new Fields()
        .put(FIELD, VERSION)
        .put(
            INCOMPLETE,
            new Fields()
                .putTexts(
                    LISTINGS, incomplete.listings().stream().map(SnapshotFormat::firstKey).toList())
                .putTexts(GROUPS, incomplete.groups())
                .putTexts(PREFIX_LISTS, incomplete.prefixLists()));
  }

  private static String firstKey(Listing listing) {
    return Stream.of(ResourceKind.values())
        .filter(kind -> kind.listing() == listing)
        .findFirst()
        .orElseThrow()
        .key();
  }
}
