package io.flowverdict.infra;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An account in moto that everything is deployed to.
///
/// @param gap what functions talk to
/// @param folder for the functions' files
record DeployedAccount(
    MotoServer moto, MotoGap gap, AwsCli aws, Network network, Synthesized synthesized, Path folder)
    implements AutoCloseable {

  static final String ID = "123456789012";
  static final List<String> STACKS =
      List.of("Storage", "Functions", "Delivery", "Backfill", "Operations");

  private static final String ASSETS = "cdk-hnb659fds-assets-" + ID + "-eu-central-1";

  record Network(String vpc, String subnet, String group, String networkInterface) {}

  /// Starts moto and creates every stack.
  static DeployedAccount deploy(Path folder) throws IOException {
    Path server = Programs.required("moto_server", "pip install 'moto[all,server]'");
    Path cli = Programs.required("aws", "pip install awscli");
    MotoServer moto = MotoServer.start(server, folder.resolve("moto.log"));
    AwsCli aws = new AwsCli(cli, moto.endpoint());
    Network network = network(aws);
    Map<Option, String> options = new HashMap<>(Synthesized.EVERYTHING);
    options.put(Option.VPCS, network.vpc());
    Synthesized synthesized = Synthesized.of(options);
    bootstrap(aws, synthesized);
    for (String stack : STACKS) {
      create(stack, aws, synthesized);
    }
    return new DeployedAccount(
        moto, new MotoGap(moto.endpoint()), aws, network, synthesized, folder);
  }

  /// A server in a subnet, whose security group has no rule.
  private static Network network(AwsCli aws) {
    String vpc =
        aws.run("ec2", "create-vpc", "--cidr-block", "10.20.0.0/16").at("/Vpc/VpcId").asText();
    String subnet =
        aws.run("ec2", "create-subnet", "--vpc-id", vpc, "--cidr-block", "10.20.1.0/24")
            .at("/Subnet/SubnetId")
            .asText();
    String group =
        aws.run(
                "ec2",
                "create-security-group",
                "--vpc-id",
                vpc,
                "--group-name",
                "closed",
                "--description",
                "closed")
            .path("GroupId")
            .asText();
    String networkInterface =
        aws.run(
                "ec2",
                "create-network-interface",
                "--subnet-id",
                subnet,
                "--groups",
                group,
                "--private-ip-address",
                "10.20.1.10")
            .at("/NetworkInterface/NetworkInterfaceId")
            .asText();
    return new Network(vpc, subnet, group, networkInterface);
  }

  /// What `cdk bootstrap` and the upload of assets leave.
  private static void bootstrap(AwsCli aws, Synthesized synthesized) throws IOException {
    aws.run(
        "ssm",
        "put-parameter",
        "--name",
        "/cdk-bootstrap/hnb659fds/version",
        "--type",
        "String",
        "--value",
        "30");
    aws.run(
        "s3api",
        "create-bucket",
        "--bucket",
        ASSETS,
        "--create-bucket-configuration",
        "LocationConstraint=eu-central-1");
    try (var files = Files.list(synthesized.folder())) {
      for (Path asset : files.filter(file -> file.toString().endsWith(".zip")).toList()) {
        String key = asset.getFileName().toString().replace("asset.", "");
        aws.run(
            "s3api", "put-object", "--bucket", ASSETS, "--key", key, "--body", asset.toString());
      }
    }
  }

  private static void create(String stack, AwsCli aws, Synthesized synthesized) {
    Path template = synthesized.folder().resolve("FlowVerdict-" + stack + ".template.json");
    aws.run(
        "cloudformation",
        "create-stack",
        "--stack-name",
        "FlowVerdict-" + stack,
        "--capabilities",
        "CAPABILITY_NAMED_IAM",
        "--template-body",
        "file://" + template);
  }

  /// {@return the types of resources that moto did not create}
  List<String> unsupportedTypes() {
    return moto.unsupportedTypes();
  }

  /// Runs a function's zip with the environment that its stack gives it.
  LambdaRuntime.Answer invoke(String function, String handler, String event)
      throws InterruptedException, IOException {
    Map<String, String> environment = new HashMap<>(AwsCli.CREDENTIALS);
    environment.put("AWS_ENDPOINT_URL", gap.endpoint().toString());
    Path layers = layers();
    aws.run(
            "lambda",
            "get-function-configuration",
            "--function-name",
            JavaFunction.nameOf(function))
        .at("/Environment/Variables")
        .properties()
        .forEach(variable ->
            environment.put(
                variable.getKey(), variable.getValue().asText().replace("/opt/", layers + "/")));
    Path log = folder.resolve(function + ".log");
    Zip zip = Zip.of(function, folder.resolve(function));
    try (LambdaRuntime runtime = new LambdaRuntime(zip, handler, environment, log)) {
      LambdaRuntime.Answer answer = runtime.invoke(event);
      if (answer.failed() || answer.body().contains("itemIdentifier")) {
        System.err.println(Files.readString(log));
      }
      return answer;
    }
  }

  /// {@return the folder that stands for `/opt`, with the content of every layer}
  private Path layers() throws IOException {
    Path layers = Files.createDirectories(folder.resolve("opt"));
    for (Synthesized.Resource layer : synthesized.ofType("AWS::Lambda::LayerVersion").toList()) {
      String asset = "asset." + layer.properties().at("/Content/S3Key").asText();
      try (FileSystem zip = FileSystems.newFileSystem(synthesized.folder().resolve(asset));
          var files = Files.list(zip.getPath("/"))) {
        for (Path file : files.toList()) {
          Path to = layers.resolve(file.getFileName().toString());
          Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return layers;
  }

  @Override
  public void close() {
    gap.close();
    moto.close();
  }
}
