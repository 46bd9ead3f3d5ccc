object GlueApp {
  def main(args: Array[String]): Unit = dev.stageloom.cdk.example.HeavyEtlStage_GlueJob.main(args)
}
