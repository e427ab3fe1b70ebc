package io.flowverdict.core.flowlog;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A record of a flow log: traffic between two addresses in an interval, as one interface saw it.
///
/// A value is null when the object does not record the field or the record says `-`, which means
/// that the field does not apply or could not be computed; [#format()] tells the two apart. Fields
/// that do not come from the packet header are best effort and may be wrong ([flow log
/// records](https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html)).
///
/// @param line see [FlowLogEntry#line()]
/// @param format the columns of the object
/// @param accountId the interface's owner; the word `unknown` for some interfaces of AWS services
/// @param interfaceId null also for a regional NAT gateway
/// @param source `srcaddr`: at the sending interface its primary address, whichever it sent from
/// @param destination `dstaddr`: at the receiving interface its primary address, whichever was
///   meant; of the source's family
/// @param sourcePort 0 to 65535
/// @param destinationPort 0 to 65535; 0 for ICMP
/// @param packets 0 or more
/// @param bytes 0 or more; null for traffic that VPC Block Public Access refused
/// @param start when the first packet came, in whole seconds
/// @param end when the last packet came, in whole seconds; not before the start
/// @param action what was recorded as having happened
/// @param tcpFlags null also for a combination that flow logs cannot express
/// @param packetSource `pkt-srcaddr`: the packet's own source, before an intermediary's
/// @param packetDestination `pkt-dstaddr`: the packet's own destination
/// @param flowDirection relative to the interface that recorded it
/// @param trafficPath the code of the way out, egress only; 0 or more
/// @param rejectReason `BPA` or `EC`; never a security group or a network ACL
/// @param interfaceType for example `nat_gateway`; null for ordinary interfaces
/// @param resourceId the regional NAT gateway
/// @param packetSourceService the AWS service that `pkt-srcaddr` belongs to, for example `S3`
/// @param packetDestinationService the AWS service that `pkt-dstaddr` belongs to
public record FlowRecord(
    long line,
    FlowLogFormat format,
    @Nullable String accountId,
    @Nullable String interfaceId,
    @Nullable String vpcId,
    @Nullable String subnetId,
    @Nullable String instanceId,
    @Nullable IpAddress source,
    @Nullable IpAddress destination,
    @Nullable Integer sourcePort,
    @Nullable Integer destinationPort,
    @Nullable Protocol protocol,
    @Nullable Long packets,
    @Nullable Long bytes,
    @Nullable Instant start,
    @Nullable Instant end,
    @Nullable Action action,
    @Nullable TcpFlags tcpFlags,
    @Nullable IpAddress packetSource,
    @Nullable IpAddress packetDestination,
    @Nullable Direction flowDirection,
    @Nullable Integer trafficPath,
    @Nullable String rejectReason,
    @Nullable String interfaceType,
    @Nullable String resourceId,
    @Nullable String packetSourceService,
    @Nullable String packetDestinationService)
    implements FlowLogEntry {

  /// The number of characters that an id or a name in a record may have.
  public static final int LONGEST_TEXT = 256;

  public FlowRecord {
    requireNonNull(format, "format is null");
    requireUpTo("sourcePort", sourcePort, PortRange.MAX_PORT);
    requireUpTo("destinationPort", destinationPort, PortRange.MAX_PORT);
    requireUpTo("trafficPath", trafficPath, Integer.MAX_VALUE);
    requireUpTo("packets", packets, Long.MAX_VALUE);
    requireUpTo("bytes", bytes, Long.MAX_VALUE);
    Interval.require(start, end);
    if (source != null && destination != null && source.family() != destination.family()) {
      throw new IllegalArgumentException(
          "source " + source + " and destination " + destination + " are of different families");
    }
  }

  private static void requireUpTo(String name, @Nullable Number value, long largest) {
    if (value != null && (value.longValue() < 0 || value.longValue() > largest)) {
      throw new IllegalArgumentException(name + " " + value + " is not in 0.." + largest);
    }
  }

  /// {@return the address that the packet carries as its source: `pkt-srcaddr`, or `srcaddr` where
  /// that is not recorded}
  public @Nullable IpAddress packetLevelSource() {
    return packetSource != null ? packetSource : source;
  }

  /// {@return the address that the packet carries as its destination: `pkt-dstaddr`, or `dstaddr`
  /// where that is not recorded}
  public @Nullable IpAddress packetLevelDestination() {
    return packetDestination != null ? packetDestination : destination;
  }

  /// {@return the address at the other end of the traffic, which rules look at: the packet's source
  /// of ingress, its destination of egress}
  ///
  /// @param direction relative to the interface that recorded it
  public @Nullable IpAddress peer(Direction direction) {
    return direction == Direction.INGRESS ? packetLevelSource() : packetLevelDestination();
  }

  /// {@return whether this is TCP whose recorded flags hold no SYN: such packets open no connection
  /// but belong to one, and every repetition of an opening has its SYN}
  public boolean isTcpWithoutSyn() {
    return Protocol.TCP.equals(protocol) && tcpFlags != null && !tcpFlags.syn();
  }

  /// {@return a builder of a record whose values are all null}
  public static Builder builder(long line, FlowLogFormat format) {
    return new Builder(line, format);
  }

  /// {@return a builder of a record on line 1 of an object with every field; all values are null}
  public static Builder builder() {
    return new Builder(1, FlowLogFormat.ALL);
  }

  /// Collects the values of a record by name.
  public static final class Builder {
    private final long line;
    private final FlowLogFormat format;
    private @Nullable String accountId;
    private @Nullable String interfaceId;
    private @Nullable String vpcId;
    private @Nullable String subnetId;
    private @Nullable String instanceId;
    private @Nullable IpAddress source;
    private @Nullable IpAddress destination;
    private @Nullable Integer sourcePort;
    private @Nullable Integer destinationPort;
    private @Nullable Protocol protocol;
    private @Nullable Long packets;
    private @Nullable Long bytes;
    private @Nullable Instant start;
    private @Nullable Instant end;
    private @Nullable Action action;
    private @Nullable TcpFlags tcpFlags;
    private @Nullable IpAddress packetSource;
    private @Nullable IpAddress packetDestination;
    private @Nullable Direction flowDirection;
    private @Nullable Integer trafficPath;
    private @Nullable String rejectReason;
    private @Nullable String interfaceType;
    private @Nullable String resourceId;
    private @Nullable String packetSourceService;
    private @Nullable String packetDestinationService;

    private Builder(long line, FlowLogFormat format) {
      this.line = line;
      this.format = format;
    }

    public Builder accountId(@Nullable String accountId) {
      this.accountId = accountId;
      return this;
    }

    public Builder interfaceId(@Nullable String interfaceId) {
      this.interfaceId = interfaceId;
      return this;
    }

    public Builder vpcId(@Nullable String vpcId) {
      this.vpcId = vpcId;
      return this;
    }

    public Builder subnetId(@Nullable String subnetId) {
      this.subnetId = subnetId;
      return this;
    }

    public Builder instanceId(@Nullable String instanceId) {
      this.instanceId = instanceId;
      return this;
    }

    public Builder source(@Nullable IpAddress source) {
      this.source = source;
      return this;
    }

    public Builder destination(@Nullable IpAddress destination) {
      this.destination = destination;
      return this;
    }

    public Builder sourcePort(@Nullable Integer sourcePort) {
      this.sourcePort = sourcePort;
      return this;
    }

    public Builder destinationPort(@Nullable Integer destinationPort) {
      this.destinationPort = destinationPort;
      return this;
    }

    public Builder protocol(@Nullable Protocol protocol) {
      this.protocol = protocol;
      return this;
    }

    public Builder packets(@Nullable Long packets) {
      this.packets = packets;
      return this;
    }

    public Builder bytes(@Nullable Long bytes) {
      this.bytes = bytes;
      return this;
    }

    public Builder start(@Nullable Instant start) {
      this.start = start;
      return this;
    }

    public Builder end(@Nullable Instant end) {
      this.end = end;
      return this;
    }

    public Builder action(@Nullable Action action) {
      this.action = action;
      return this;
    }

    public Builder tcpFlags(@Nullable TcpFlags tcpFlags) {
      this.tcpFlags = tcpFlags;
      return this;
    }

    public Builder packetSource(@Nullable IpAddress packetSource) {
      this.packetSource = packetSource;
      return this;
    }

    public Builder packetDestination(@Nullable IpAddress packetDestination) {
      this.packetDestination = packetDestination;
      return this;
    }

    public Builder flowDirection(@Nullable Direction flowDirection) {
      this.flowDirection = flowDirection;
      return this;
    }

    public Builder trafficPath(@Nullable Integer trafficPath) {
      this.trafficPath = trafficPath;
      return this;
    }

    public Builder rejectReason(@Nullable String rejectReason) {
      this.rejectReason = rejectReason;
      return this;
    }

    public Builder interfaceType(@Nullable String interfaceType) {
      this.interfaceType = interfaceType;
      return this;
    }

    public Builder resourceId(@Nullable String resourceId) {
      this.resourceId = resourceId;
      return this;
    }

    public Builder packetSourceService(@Nullable String packetSourceService) {
      this.packetSourceService = packetSourceService;
      return this;
    }

    public Builder packetDestinationService(@Nullable String packetDestinationService) {
      this.packetDestinationService = packetDestinationService;
      return this;
    }

    /// {@return the record}
    ///
    /// @throws IllegalArgumentException when a value is out of its range
    public FlowRecord build() {
      return new FlowRecord(
          line,
          format,
          accountId,
          interfaceId,
          vpcId,
          subnetId,
          instanceId,
          source,
          destination,
          sourcePort,
          destinationPort,
          protocol,
          packets,
          bytes,
          start,
          end,
          action,
          tcpFlags,
          packetSource,
          packetDestination,
          flowDirection,
          trafficPath,
          rejectReason,
          interfaceType,
          resourceId,
          packetSourceService,
          packetDestinationService);
    }
  }
}
