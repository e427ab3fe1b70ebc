package io.flowverdict.aws.configuration;

import static java.util.Objects.requireNonNull;

/// Something about a document that whoever relies on the snapshot should know: a key that was left
/// aside, a listing that may be incomplete.
///
/// @param source the document, for example a file name
/// @param what the key or the path in the document; hostile
/// @param says the rest of a sentence of which `what` is the subject
public record Remark(String source, String what, String says) {
  private static final int LONGEST_KEY = 60;

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

  static Remark moreToCome(String source) {
    return new Remark(
        source,
        "NextToken",
        "says that the listing goes on: it is complete only together with its further pages");
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
