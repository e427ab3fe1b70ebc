package io.flowverdict.aws.configuration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Reads documents in the shape of `aws ec2 describe-…` output into one snapshot.
///
/// A document is a JSON object; its top-level keys say what it holds, and documents add up:
///
/// | key | written by |
/// |---|---|
/// | `Vpcs`, `Subnets`, `NetworkInterfaces`, `NetworkAcls`, `FlowLogs` | `describe-…` |
/// | `SecurityGroups` | `describe-security-groups`: rules without ids |
/// | `SecurityGroupRules` | `describe-security-group-rules`: rules with ids, also of groups not listed |
/// | `SecurityGroupVpcAssociations` | `describe-security-group-vpc-associations` |
/// | `ManagedPrefixLists` | `describe-managed-prefix-lists`: lists without entries |
/// | `Entries` | `get-managed-prefix-list-entries`, in a document named after the list's `pl-` id |
/// | `PrefixLists` | `describe-prefix-lists`: AWS's lists with their entries |
/// | `VpcPeeringConnections` | `describe-vpc-peering-connections` |
/// | `FlowVerdictSnapshot` | [SnapshotWriter]: the version of a stored snapshot's format, and what it lacks |
/// | `FlowVerdictCapture` | `capture`: account, Region and time of the reading |
/// | `NextToken` | any of the above: the listing goes on, see [Pages] |
///
/// Other keys are left aside and remarked, unknown fields are skipped. Anything else that cannot be
/// understood is a [ConfigurationException], since a rule left out would make a wrong verdict. A
/// reader that has thrown must not be used again.
public final class SnapshotReader {
  private static final int DEEPEST_NESTING = 100;
  private static final int LONGEST_STRING = 1_000_000;
  private static final int LONGEST_REASON = 200;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST_NESTING)
                          .maxStringLength(LONGEST_STRING)
                          .build())
                  .build())
          .build();

  private final CollectedResources resources = new CollectedResources();
  private final List<Remark> remarks = new ArrayList<>();

  /// Reads a document and adds what it holds. The stream is left open.
  ///
  /// @param source the document's name in messages, for example a file name; the last part of it
  ///   names the prefix list that a document with `Entries` belongs to
  /// @throws ConfigurationException when the document cannot be understood
  /// @throws IOException when the stream cannot be read
  public SnapshotReader add(String source, InputStream json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      try {
        new Document(source, parser, resources, remarks::add).read();
      } catch (JsonProcessingException malformed) {
        throw malformed(source, parser.currentLocation(), malformed);
      }
    } catch (CharConversionException malformed) {
      throw new ConfigurationException(
          source + " is not text in UTF-8; export the file again with the AWS CLI.", malformed);
    }
    return this;
  }

  private static ConfigurationException malformed(
      String source, JsonLocation reached, JsonProcessingException error) {
    JsonLocation location = error.getLocation() == null ? reached : error.getLocation();
    String reason =
        error instanceof StreamConstraintsException
            ? "nested too deeply, or too long a name, text or number"
            : error.getOriginalMessage();
    return new ConfigurationException(
        source
            + " cannot be read as JSON at "
            + Document.place(location)
            + " ("
            + reason.substring(0, Math.min(reason.length(), LONGEST_REASON))
            + "); correct it, or export the file again with the AWS CLI.",
        error);
  }

  /// {@return everything that was read so far, as one snapshot}
  public LoadedSnapshot read() {
    return resources.load(remarks);
  }
}
