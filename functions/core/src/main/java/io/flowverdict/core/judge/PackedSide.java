package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.FlowColumns;

/// [Connection.Side] as one number: what records of one direction of a connection tell together. It
/// tells one accepted record from several, and several not from more, which is all that
/// [Conversations] asks of their number.
///
/// Whether a record opens or answers matters of TCP only, and all records of a connection have one
/// protocol, so it is told of all protocols alike. Everything here is arithmetic without branches:
/// what records tell is hard to predict for a processor.
final class PackedSide {

  /// Of the lowest two bits: one of the records opens the connection.
  static final int OPENS = 1;

  /// Of the lowest two bits: one of the records answers an opening.
  static final int ANSWERS = 2;

  private static final int ACCEPTED_SHIFT = 2;
  private static final int ACCEPTED = 1 << ACCEPTED_SHIFT;

  /// The bits of all that is told but the time: openings, one that was accepted and, the highest,
  /// another one.
  private static final int FLAGS = 15;

  /// Above it is the second in which the first accepted record began.
  private static final int FIRST_SHIFT = 4;

  /// The second where none is known: later than all others.
  private static final long UNKNOWN = Long.MAX_VALUE >>> FIRST_SHIFT;

  /// What no record tells.
  static final long NONE = UNKNOWN << FIRST_SHIFT;

  private PackedSide() {}

  /// {@return what one record tells}
  ///
  /// @param flags `tcp-flags`, as columns have them
  /// @param action as columns have it
  /// @param start as columns have it
  static long of(int flags, int action, long start) {
    int syn = (flags >> 1) & 1;
    int ack = (flags >> 4) & 1;
    int opening = (syn << ack) & ~(flags >> 31);
    int difference = action - FlowColumns.ACCEPT;
    long notAccepted = (difference | -difference) >> 31;
    long first = (start | notAccepted) & UNKNOWN;
    return (first << FIRST_SHIFT) | (~notAccepted & ACCEPTED) | opening;
  }

  /// {@return what two sides, of different records of one direction, tell together}
  static long sum(long one, long other) {
    long first = Math.min(one | FLAGS, other | FLAGS) - FLAGS;
    return first | ((one | other) & FLAGS) | ((one & other & ACCEPTED) << 1);
  }

  /// {@return 1 if a record was accepted of those that tell this side, but for one that is among
  /// them; else 0}
  ///
  /// @param record what that one tells
  static int isAnotherAccepted(long side, long record) {
    int itself = ((int) record >>> ACCEPTED_SHIFT) & 1;
    return ((int) side >>> (ACCEPTED_SHIFT + itself)) & 1;
  }

  /// {@return 1 if a record that began by then was accepted, or, where times are missing, if one
  /// was at all; else 0}
  ///
  /// @param time of [#time(long)]
  static int isAcceptedBy(long time, long side) {
    long late = (time - sortable(side)) >>> 63;
    return (int) ((side >>> ACCEPTED_SHIFT) & ~late & 1);
  }

  /// {@return a second to compare sides with}
  ///
  /// @param second as columns have it: where it is absent, everything was before
  static long time(long second) {
    return (((second & (UNKNOWN >>> 1)) + 1) << FIRST_SHIFT) | FLAGS;
  }

  /// {@return when the first accepted record began, in seconds since 1970; negative when that is
  /// not known}
  static long first(long side) {
    return (sortable(side) >>> FIRST_SHIFT) - 1;
  }

  /// The side with one more than the second: 0 where none is known.
  private static long sortable(long side) {
    return (side + (1 << FIRST_SHIFT)) & Long.MAX_VALUE;
  }
}
