package io.flowverdict.core.flowlog;

import static io.flowverdict.core.flowlog.FlowLogObject.entries;
import static io.flowverdict.core.flowlog.FlowLogObject.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rows that are saved are the records that they were.
class SavedRowsTest {

  private static final String WIDE =
      FlowLogFormat.DEFAULT
          + " tcp-flags pkt-srcaddr pkt-dstaddr flow-direction reject-reason resource-id";

  private static final String LOG =
      WIDE
          + """

          2 - eni-1 10.0.0.1 10.0.0.2 65535 0 255 1 2 3 4 REJECT OK 255 10.9.9.9 - egress BPA nat-1
          2 - eni-2 2001:db8::1 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff - - 58 - - - - - OK - - - - - -
          2 - - - - 1 65535 0 999999999999999 0 0 253402300799 ACCEPT OK 0 :: 255.255.255.255 ingress EC -
          """;

  private static FlowColumns columns(InputStream object) {
    FlowColumns columns = new FlowColumns();
    try (FlowColumnReader reader = FlowColumnReader.open(object)) {
      assertThat(reader.read(columns)).isTrue();
    }
    return columns;
  }

  @Test
  void everyRowIsItsRecord() {
    FlowColumns columns = columns(text(LOG));
    SavedRows saved = new SavedRows();
    for (int row = 0; row < columns.size(); row++) {
      saved.add(columns, row);
    }

    List<FlowLogEntry> records = entries(text(LOG));
    assertThat(saved.size()).isEqualTo(records.size());
    for (int row = 0; row < saved.size(); row++) {
      assertThat(saved.record(row)).isEqualTo(records.get(row));
    }
  }

  @Test
  void aRowThatIsCopiedOutlivesTheOthers() {
    FlowColumns columns = columns(text(LOG));
    SavedRows saved = new SavedRows();
    saved.add(columns, 0);
    saved.add(columns, 1);
    FlowRecord record = saved.record(1);
    SavedRows copy = new SavedRows();
    copy.copyOnly(saved, 1);
    saved.clear();
    saved.add(columns, 2);

    assertThat(copy.size()).isEqualTo(1);
    assertThat(copy.record(0)).isEqualTo(record);
  }

  @Test
  void rowsOfAnotherFormatOrObjectMustWait() {
    FlowColumns columns = columns(text(LOG));
    FlowColumns ofAnotherObject = columns(text(LOG));
    FlowColumns ofAnotherFormat = new FlowColumns();
    ofAnotherFormat.begin(columns.names(), FlowLogFormat.DEFAULT, 1);
    SavedRows saved = new SavedRows();
    assertThat(saved.canHold(ofAnotherObject)).isTrue();
    saved.add(columns, 0);

    assertThat(saved.canHold(columns)).isTrue();
    assertThat(saved.canHold(ofAnotherObject)).isFalse();
    assertThat(saved.canHold(ofAnotherFormat)).isFalse();
  }
}
