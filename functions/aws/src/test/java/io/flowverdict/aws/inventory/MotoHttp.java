package io.flowverdict.aws.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// The wire to moto, which does not know `DescribeSecurityGroupVpcAssociations`; here it has none
/// to tell of.
final class MotoHttp implements SdkHttpClient {
  private final SdkHttpClient connection = UrlConnectionHttpClient.create();

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest passed = connection.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return asksForAssociations(request) ? noAssociations() : passed.call();
      }

      @Override
      public void abort() {
        passed.abort();
      }
    };
  }

  private static boolean asksForAssociations(HttpExecuteRequest request) throws IOException {
    Optional<ContentStreamProvider> form = request.contentStreamProvider();
    if (form.isEmpty()) {
      return false;
    }
    try (InputStream content = form.get().newStream()) {
      return new String(content.readAllBytes(), UTF_8)
          .contains("Action=DescribeSecurityGroupVpcAssociations");
    }
  }

  private static HttpExecuteResponse noAssociations() {
    byte[] body =
        """
        <DescribeSecurityGroupVpcAssociationsResponse>
          <securityGroupVpcAssociationSet/>
        </DescribeSecurityGroupVpcAssociationsResponse>
        """
            .getBytes(UTF_8);
    return HttpExecuteResponse.builder()
        .response(SdkHttpFullResponse.builder().statusCode(200).build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  @Override
  public void close() {
    connection.close();
  }
}
