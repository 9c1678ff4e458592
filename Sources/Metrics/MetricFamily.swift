/// A metric with all of its samples, as they were at one moment.
package struct MetricFamily: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    /// `tallyman_reviews_total`; of a counter it ends with `_total`, and units stand in it, as Prometheus has it.
    package let name: String
    package let kind: Kind
    /// What it counts, in a sentence.
    package let help: String
    package var samples: [Sample]

    package init(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample] = []) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }

    /// One that has a single value, without labels.
    package init(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        self.init(name, kind, help, [Sample(value)])
    }

    /// One value of a metric.
    package struct Sample: Sendable, Equatable {
        /// What comes behind the name: `_bucket`, `_sum` and `_count` of a histogram.
        package let suffix: String
        package let labels: [Label]
        package let value: Double

        package init(_ value: Double, suffix: String = "", _ labels: [Label] = []) {
            self.suffix = suffix
            self.labels = labels
            self.value = value
        }

        package init(_ value: Int, suffix: String = "", _ labels: [Label] = []) {
            self.init(Double(value), suffix: suffix, labels)
        }
    }

    /// What tells the samples of a metric apart. There are as many values as the program knows, never what an object
    /// says.
    package struct Label: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }
}
