package io.flowverdict.aws.configuration;

import static io.flowverdict.aws.configuration.Documents.load;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.snapshot.PrefixList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixListReadingTest {

  @Test
  void aManagedPrefixListWithoutEntriesHasNone() {
    LoadedSnapshot loaded =
        load(
            """
            {'ManagedPrefixLists':[{'PrefixListId':'pl-1','PrefixListName':'offices','OwnerId':'111122223333',
              'Version':7,'MaxEntries':10,'AddressFamily':'IPv4','State':'modify-complete'}]}\
            """);

    assertThat(loaded.snapshot().prefixLists().values())
        .containsExactly(new PrefixList("pl-1", "offices", "111122223333", 7L, 10, null));
  }

  @Test
  void whatSeveralDocumentsSayOfAPrefixListIsPutTogether() {
    String managed =
        """
        {'ManagedPrefixLists':[
          {'PrefixListId':'pl-1','PrefixListName':'com.amazonaws.eu-west-1.s3','OwnerId':'AWS'},
          {'PrefixListId':'pl-2','PrefixListName':'offices','OwnerId':'111122223333','Version':1,'MaxEntries':5}]}\
        """;
    String described =
        """
        {'PrefixLists':[{'PrefixListId':'pl-1','PrefixListName':'com.amazonaws.eu-west-1.s3',
          'Cidrs':['198.51.100.0/24','192.0.2.0/24']}]}\
        """;
    SnapshotReader reader = new SnapshotReader();
    Documents.add(
        reader, "entries-pl-2.json", "{'Entries':[{'Cidr':'10.0.0.0/8','Description':'all'}]}");
    Documents.add(reader, "managed.json", managed);
    Documents.add(reader, "described.json", described);
    Documents.add(reader, "entries-pl-3.json", "{'Entries':[]}");
    LoadedSnapshot loaded = reader.read();

    assertThat(loaded.snapshot().prefixLists().values())
        .containsExactly(
            new PrefixList(
                "pl-1",
                "com.amazonaws.eu-west-1.s3",
                "AWS",
                null,
                null,
                cidrs("192.0.2.0/24", "198.51.100.0/24")),
            new PrefixList("pl-2", "offices", "111122223333", 1L, 5, cidrs("10.0.0.0/8")),
            new PrefixList("pl-3", null, null, null, null, List.of()));
    assertThat(loaded.found().prefixLists()).isEqualTo(3);
    assertThat(loaded.found().prefixListEntries()).isEqualTo(3);
    assertThat(loaded.superseded()).isEmpty();
    assertThat(loaded.remarks()).isEmpty();
  }

  @Test
  void documentsWithEntriesOfOneListAddUpAndThatIsRemarked() {
    SnapshotReader reader = new SnapshotReader();
    Documents.add(reader, "pl-1.page1.json", "{'Entries':[{'Cidr':'10.0.0.0/8'}]}");
    Documents.add(reader, "pl-1.page2.json", "{'Entries':[{'Cidr':'192.0.2.0/24'}]}");
    LoadedSnapshot loaded = reader.read();

    assertThat(loaded.snapshot().prefixLists().values())
        .extracting(PrefixList::cidrs)
        .containsExactly(cidrs("10.0.0.0/8", "192.0.2.0/24"));
    assertThat(loaded.remarks())
        .extracting(Remark::sentence)
        .containsExactly(
            "pl-1.page2.json: Entries were added to those that another document holds for pl-1.");
  }

  @Test
  void entriesThatDifferFromThoseOfTheListItselfCountAndThatIsReported() {
    SnapshotReader reader = new SnapshotReader();
    Documents.add(reader, "pl-1.json", "{'Entries':[{'Cidr':'10.0.0.0/8'}]}");
    Documents.add(
        reader, "lists.json", "{'PrefixLists':[{'PrefixListId':'pl-1','Cidrs':['192.0.2.0/24']}]}");
    LoadedSnapshot loaded = reader.read();

    assertThat(loaded.snapshot().prefixLists().values())
        .extracting(PrefixList::cidrs)
        .containsExactly(cidrs("10.0.0.0/8"));
    assertThat(loaded.superseded())
        .containsExactly(new Superseded("pl-1", "lists.json: PrefixLists[0]", "pl-1.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "entries.json",
        "sample-1.json",
        "tmpl-1.json",
        "pl-1/entries.json",
        "pl-1-and-pl-2.json",
        "pl-1xyz.json"
      })
  void entriesOfAListThatTheNameDoesNotTellAreLeftAsideAndRemarked(String source) {
    SnapshotReader reader = new SnapshotReader();
    Documents.add(reader, source, "{'Entries':[{'Cidr':'10.0.0.0/8'}]}");
    LoadedSnapshot loaded = reader.read();

    assertThat(loaded.snapshot().prefixLists()).isEmpty();
    assertThat(loaded.remarks())
        .extracting(Remark::sentence)
        .singleElement()
        .asString()
        .startsWith(source + ": Entries belong to a prefix list that the file name does not tell")
        .endsWith("name the file after the list, for example entries-pl-0123456789abcdef0.json.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pl-0a1b.json", "x/pl-0a1b.json", "entries-pl-0a1b-v3.json", "pl-0a1b_of_pl-0a1b"})
  void theNameTellsThePrefixListOfEntries(String source) {
    SnapshotReader reader = new SnapshotReader();
    Documents.add(reader, source, "{'Entries':[{'Cidr':'10.0.0.0/8'}]}");

    assertThat(reader.read().snapshot().prefixLists()).containsOnlyKeys("pl-0a1b");
  }

  private static List<Cidr> cidrs(String... texts) {
    return Stream.of(texts).map(Cidr::parse).toList();
  }
}
