extension MetricFamily {
    /// Adds what one set of labels has seen to a histogram.
    /// - Parameters:
    ///   - counts: how many fell between each bound and the one before, and at the end how many above all of them.
    ///   - bounds: in rising order, each part of its bucket.
    package mutating func add(counts: [Int], bounds: [Double], sum: Double, _ labels: [Label]) {
        var total = 0
        for (count, bound) in zip(counts, bounds + [.infinity]) {
            total += count
            samples.append(Sample(total, suffix: "_bucket", labels + [Label("le", PrometheusText.number(bound))]))
        }
        samples.append(Sample(sum, suffix: "_sum", labels))
        samples.append(Sample(total, suffix: "_count", labels))
    }
}
