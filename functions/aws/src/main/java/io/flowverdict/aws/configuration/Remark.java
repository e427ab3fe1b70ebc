package io.flowverdict.aws.configuration;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.snapshot.Incomplete;
import io.flowverdict.core.snapshot.Listing;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Something about a document that whoever relies on the snapshot should know: a key that was left
/// aside, a listing that may be incomplete.
///
/// @param source the document, for example a file name
/// @param what the key or the path in the document; hostile
/// @param says the rest of a sentence of which `what` is the subject
public record Remark(String source, String what, String says) {
  private static final int LONGEST_KEY = 60;
  private static final int MOST_NAMED = 4;

  public Remark {
    requireNonNull(source, "source is null");
    requireNonNull(what, "what is null");
    requireNonNull(says, "says is null");
  }

  static Remark unknownKey(String source, String key) {
    return new Remark(source, cut(key), "is nothing that records are judged by and was left aside");
  }

  static Remark entriesOfNoList(String source) {
    return new Remark(
        source,
        ResourceKind.PREFIX_LIST_ENTRIES.key(),
        "belong to a prefix list that the file name does not tell and were left aside: name the"
            + " file after the list, for example entries-pl-0123456789abcdef0.json");
  }

  static Remark addedEntries(String source, String listId) {
    return new Remark(
        source,
        ResourceKind.PREFIX_LIST_ENTRIES.key(),
        "were added to those that another document holds for " + listId);
  }

  /// @param noun what is listed
  /// @param call the command of `aws ec2` that lists it
  static Remark goesOn(String source, String noun, String call) {
    return new Remark(
        source,
        "NextToken",
        "says that the listing of "
            + noun
            + " goes on, and what is on a page that is missing is not known: list it to the end"
            + " with aws ec2 "
            + call
            + ", without --max-items and --no-paginate, or add all of its pages");
  }

  static Remark notRead(String source, Incomplete incomplete) {
    String what =
        Stream.of(
                incomplete.listings().stream().map(Listing::noun),
                incomplete.groups().stream().map(id -> "rules of " + id).limit(MOST_NAMED),
                incomplete.prefixLists().stream().map(id -> "entries of " + id).limit(MOST_NAMED))
            .flatMap(each -> each)
            .collect(Collectors.joining(", "));
    return new Remark(
        source,
        SnapshotFormat.KEY,
        "says that not all was read, and what is missing is not known: "
            + what
            + "; grant what was refused and capture again");
  }

  static Remark entriesDiffer(String listId, List<String> sources) {
    return new Remark(
        sources.getLast(),
        ResourceKind.PREFIX_LIST_ENTRIES.key(),
        "of "
            + listId
            + " are given more than once and differ ("
            + String.join(", ", sources.subList(0, sources.size() - 1))
            + "), and all of them count: remove what is out of date");
  }

  /// @param rules without and with ids of one group that are not the same
  static Remark rulesDiffer(String groupId, String rules, String groups, String example) {
    return new Remark(
        rules,
        groupId,
        "has other rules than in "
            + groups
            + " (for example "
            + example
            + "), and all of them count: remove what is out of date");
  }

  /// @param what `Regions` or `accounts`
  /// @param places where each was found, by its name
  static Remark mixed(String what, SortedMap<String, String> places) {
    String found =
        places.entrySet().stream()
            .limit(MOST_NAMED)
            .map(each -> each.getKey() + " in " + each.getValue())
            .collect(Collectors.joining(", "));
    return new Remark(
        sourceOf(List.copyOf(places.values()).getLast()),
        String.valueOf(places.size()),
        what
            + " are in one configuration ("
            + found
            + "), which is to be that of one account and Region: put each into a folder of its"
            + " own");
  }

  /// {@return the document of a place in it}
  static String sourceOf(String place) {
    int end = place.indexOf(": ");
    return end < 0 ? place : place.substring(0, end);
  }

  /// @param place of the network ACL that claims the subnet too
  static Remark contestedSubnet(String place, String subnetId, String acl, String placeOfAcl) {
    return new Remark(
        place,
        subnetId,
        "is associated with network ACL "
            + acl
            + " of "
            + placeOfAcl
            + " too, so it is not known which one applies: export the network ACLs again");
  }

  static Remark permissionWithoutSource(Element permission) {
    return new Remark(
        permission.source(), permission.path(), "names no source or destination and makes no rule");
  }

  static Remark empty(String source) {
    return new Remark(source, "{}", "is a document that holds nothing");
  }

  private static String cut(String key) {
    return key.length() > LONGEST_KEY ? key.substring(0, LONGEST_KEY) + "…" : key;
  }

  /// {@return this in one sentence; hostile where `what` is}
  public String sentence() {
    return source + ": " + what + " " + says + ".";
  }
}
