// Stand-ins of what the Glue runtime has on its class path. Source of the signatures: AWS Glue
// Developer Guide, "AWS Glue Scala GlueContext / GlueArgParser / Job APIs"; that Job and GlueContext
// can be called from other JVM languages in this form: awsglue/job.py and awsglue/context.py.
package com.amazonaws.services.glue {

  import org.apache.spark.SparkContext
  import org.apache.spark.sql.SparkSession

  class GlueContext(@transient val sc: SparkContext, minPartitions: Int, targetPartitions: Int) {
    def this(sc: SparkContext) = this(sc, 10, 20)

    /** A session of its own, so that a test can tell it from the one that was there. */
    private val session = SparkSession.builder().getOrCreate().newSession()
    session.conf.set("glue.stand.in", "true")

    def getSparkSession: SparkSession = session
  }
}

package com.amazonaws.services.glue.util {

  import com.amazonaws.services.glue.GlueContext
  import scala.collection.JavaConverters._

  object GlueArgParser {
    def getResolvedOptions(args: Array[String], options: Array[String]): Map[String, String] =
      options.map(option => option -> args(args.indexOf("--" + option) + 1)).toMap
  }

  object Job {
    val calls = new java.util.concurrent.CopyOnWriteArrayList[String]()

    def init(
        jobName: String,
        glueContext: GlueContext,
        args: java.util.Map[String, String] = Map[String, String]().asJava
    ): this.type = {
      calls.add("init " + jobName + " " + args)
      this
    }

    def init(
        jobName: String,
        glueContext: GlueContext,
        endpoint: String,
        args: java.util.Map[String, String]
    ): this.type = throw new UnsupportedOperationException

    def commit: Unit = calls.add("commit")
  }
}
