package io.flowverdict.aws.configuration;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.snapshot.PrefixList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The prefix lists that were read so far. What several documents say of one list is put together;
/// documents that hold only the entries of one list add up, and count before the entries that the
/// list itself shows.
final class CollectedPrefixLists {
  private final Collected<PrefixList> lists =
      new Collected<>(PrefixList::id, PrefixListJson::merge);
  private final Collected<PrefixList> entries =
      new Collected<>(PrefixList::id, CollectedPrefixLists::sum);
  private long foundEntries;

  /// {@return the id of the list}
  String addList(Element element) {
    PrefixList list = PrefixListJson.read(element);
    foundEntries += entriesOf(list).count();
    return lists.add(list, element.place());
  }

  /// Adds the entries of a document that holds nothing else.
  ///
  /// @return whether there was such a document for this list before
  boolean addEntries(String listId, List<Cidr> cidrs, String source) {
    boolean another = entries.get(listId) != null;
    foundEntries += cidrs.size();
    entries.add(new PrefixList(listId, null, null, null, null, cidrs), source);
    return another;
  }

  private static PrefixList sum(PrefixList one, PrefixList other) {
    List<Cidr> cidrs = Stream.concat(entriesOf(one), entriesOf(other)).toList();
    return new PrefixList(one.id(), null, null, null, null, cidrs);
  }

  private static Stream<Cidr> entriesOf(PrefixList list) {
    return list.cidrs() == null ? Stream.empty() : list.cidrs().stream();
  }

  /// {@return the lists, those included of which only entries are known}
  List<PrefixList> joined() {
    return join().values();
  }

  private Collected<PrefixList> join() {
    Collected<PrefixList> joined = new Collected<>(PrefixList::id, PrefixListJson::merge);
    joined.addAll(lists);
    joined.addAll(entries);
    return joined;
  }

  int foundLists() {
    return lists.found();
  }

  int foundEntries() {
    return Math.toIntExact(foundEntries);
  }

  List<Superseded> superseded() {
    List<Superseded> all = new ArrayList<>(lists.superseded());
    all.addAll(join().superseded());
    return all;
  }
}
